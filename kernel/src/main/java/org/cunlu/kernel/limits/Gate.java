package org.cunlu.kernel.limits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets in as many as can be worked on at once; who comes meanwhile stands in line. A rush is waited out. Where the line has not been empty
 * for as long as a rush may last, more come than can ever be done: then nobody waits long, so that what is done is done for somebody who is
 * still there (controlled delay, as routers and Facebook's servers have it).
 */
final class Gate {
    private final GateSettings settings;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Ticket> begun = new ArrayDeque<>();
    private final Deque<Ticket> others = new ArrayDeque<>();
    private int inside;
    private int waiting;
    private long lastEmpty;

    /** @param nanos as {@link System#nanoTime} */
    Gate(GateSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        lastEmpty = nanos.getAsLong();
    }

    private enum State {
        WAITING,
        IN,
        GONE
    }

    /** One that came. Leaves once, at whatever it ended; what it holds is free then. */
    final class Ticket {
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private final long since = nanos.getAsLong();
        private final boolean patient;
        private State state = State.WAITING;

        private Ticket(boolean patient) {
            this.patient = patient;
        }

        /** @return true when it may go in, false when it is told to come again */
        CompletableFuture<Boolean> turn() {
            return turn;
        }

        void leave() {
            Gate.this.leave(this);
        }
    }

    /** @param begun whether it goes on with what was begun: it goes first, and waits as long as in a rush */
    Ticket come(boolean begun) {
        var ticket = new Ticket(begun);
        lock.lock();
        try {
            if (waiting == 0) {
                lastEmpty = ticket.since;
            }
            if (inside < settings.atOnce()) {
                // Whoever leaves lets the next one in: where there is room nobody waits.
                inside++;
                ticket.state = State.IN;
            } else if (waiting < settings.lineMax()) {
                waiting++;
                (begun ? this.begun : others).add(ticket);
                return ticket;
            } else {
                ticket.state = State.GONE;
            }
        } finally {
            lock.unlock();
        }
        ticket.turn.complete(ticket.state == State.IN);
        return ticket;
    }

    private void leave(Ticket ticket) {
        Ticket next = null;
        lock.lock();
        try {
            State before = ticket.state;
            ticket.state = State.GONE;
            if (before == State.WAITING) {
                waiting--;
                (ticket.patient ? begun : others).remove(ticket);
            } else if (before == State.IN) {
                inside--;
                next = inside < settings.atOnce() ? first() : null;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.turn.complete(true);
        }
    }

    private Ticket first() {
        Ticket next = begun.isEmpty() ? others.poll() : begun.poll();
        if (next == null) {
            return null;
        }
        waiting--;
        inside++;
        next.state = State.IN;
        return next;
    }

    /** Those who have waited too long are told to come again. Called a few times a second. */
    void sendAway() {
        var away = new ArrayList<Ticket>();
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (waiting == 0) {
                lastEmpty = now;
            }
            boolean rush = now - lastEmpty <= settings.burst().toNanos();
            away.addAll(tired(begun, now - settings.burst().toNanos()));
            away.addAll(tired(others, now - (rush ? settings.burst() : settings.steady()).toNanos()));
        } finally {
            lock.unlock();
        }
        away.forEach(ticket -> ticket.turn.complete(false));
    }

    /** Who stands first has waited longest. */
    private List<Ticket> tired(Deque<Ticket> line, long cameBefore) {
        var tired = new ArrayList<Ticket>();
        while (!line.isEmpty() && line.peek().since - cameBefore < 0) {
            Ticket ticket = line.poll();
            waiting--;
            ticket.state = State.GONE;
            tired.add(ticket);
        }
        return tired;
    }

    int inside() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
