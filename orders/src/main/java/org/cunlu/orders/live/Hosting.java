package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.LiveSessionEnded;
import org.cunlu.orders.LiveSessionStarted;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.LiveSlotOffAir;
import org.cunlu.orders.live.SessionTable.Step;

/** A session begins, with its stock kept apart, and ends, by its host or by itself, with what is left of it free again. */
@Singleton
class Hosting {
    private static final String SYSTEM = "system";

    private final SessionTable sessions;
    private final SlotTable slots;
    private final Allotments allotments;
    private final Stock stock;
    private final Outbox outbox;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Hosting(
            SessionTable sessions,
            SlotTable slots,
            Allotments allotments,
            Stock stock,
            Outbox outbox,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.sessions = sessions;
        this.slots = slots;
        this.allotments = allotments;
        this.stock = stock;
        this.outbox = outbox;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws ProblemException 404 when it is not his */
    Session own(Host host, String sessionId, String act) {
        Session session = sessions.find(sessionId).orElse(null);
        if (session == null || !host.may(session)) {
            trail.refused(host.accountId(), act, sessionId, "not-found");
            throw ProblemException.notFound();
        }
        return session;
    }

    /** Does something to a session of his that nobody else changes meanwhile. */
    <T> T act(Host host, String sessionId, String act, Function<Session, T> work) {
        own(host, sessionId, act);
        return transactions.run(() -> work.apply(sessions.lock(sessionId).orElseThrow(ProblemException::notFound)));
    }

    /** Starting what has started is no error. */
    Session start(Host host, String sessionId) {
        return act(host, sessionId, "orders.live-start", session -> {
            if (session.state() == State.ON_AIR) {
                return session;
            }
            Instant now = clock.instant();
            if (session.state() == State.ENDED || !now.isBefore(session.endsAt())) {
                throw LiveRefusals.ended();
            }
            moved(sessions.move(session, State.ON_AIR));
            done(session, null, Step.STARTED, null, host.accountId(), now);
            outbox.append(new LiveSessionStarted(sessionId, session.sellerCode(), now));
            trail.record(host.accountId(), "orders.live-start", sessionId, "PLANNED", "ON_AIR");
            // The levels are the hot rows: last, and in their order.
            slots.ofSessions(List.of(sessionId)).stream()
                    .sorted(Comparator.comparing(Slot::skuCode).thenComparing(Slot::nodeCode))
                    .forEach(slot -> keepApart(slot, slot.pieces(), host.accountId()));
            return sessions.find(sessionId).orElseThrow();
        });
    }

    /** Joins the caller's transaction, late in it. */
    void keepApart(Slot slot, long pieces, String actor) {
        var line = new StockLine(slot.skuCode(), slot.nodeCode(), pieces);
        if (!allotments.take(slot.slotId(), slot.countyCode(), line, actor)) {
            long there = stock.available(List.of(slot.skuCode()), List.of(slot.nodeCode())).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            throw LiveRefusals.aboveAvailable(slot.slotId(), there);
        }
    }

    /** Ending what has ended is no error. */
    Session end(Host host, String sessionId) {
        return act(host, sessionId, "orders.live-end", session -> {
            if (session.state() != State.ENDED) {
                end(session, host.accountId());
                trail.record(
                        host.accountId(),
                        "orders.live-end",
                        sessionId,
                        session.state().name(),
                        "ENDED");
            }
            return sessions.find(sessionId).orElseThrow();
        });
    }

    /** What is on air when its session ends cannot be bought any more either. */
    private void tellOffAir(Session session, Instant now) {
        if (session.onAirSlot() != null) {
            slots.find(session.sessionId(), session.onAirSlot())
                    .ifPresent(slot ->
                            outbox.append(new LiveSlotOffAir(session.sessionId(), slot.slotId(), slot.offerId(), now)));
        }
    }

    private void end(Session session, String actor) {
        Instant now = clock.instant();
        moved(sessions.move(session, State.ENDED));
        done(session, null, Step.ENDED, null, actor, now);
        tellOffAir(session, now);
        slots.end(session.sessionId());
        outbox.append(new LiveSessionEnded(session.sessionId(), session.sellerCode(), now));
        allotments.free(
                slots.ofSessions(List.of(session.sessionId())).stream()
                        .map(Slot::slotId)
                        .toList(),
                actor);
    }

    /** Ends what its host did not end. @return how many sessions were ended by this call */
    int sweep(int limit) {
        int ended = 0;
        for (String sessionId : sessions.overdue(clock.instant(), limit)) {
            ended += transactions.run(() -> overdue(sessionId)) ? 1 : 0;
        }
        return ended;
    }

    private boolean overdue(String sessionId) {
        Session session = sessions.lock(sessionId).orElseThrow();
        if (session.state() == State.ENDED) {
            return false;
        }
        end(session, SYSTEM);
        return true;
    }

    void done(Session session, @Nullable String slotId, Step what, @Nullable Long amount, String actor, Instant at) {
        sessions.step(session, slotId, what, amount, actor, at);
    }

    static void moved(int rows) {
        if (rows != 1) {
            throw LiveRefusals.changed();
        }
    }
}
