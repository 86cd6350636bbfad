package org.cunlu.orders.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.cunlu.orders.CartLine;

/**
 * The gate in front of what is sold in a live slot, of this instance alone and in its memory. A few at a time try for the same
 * slot, the others wait without a connection to the database; and who wants more than was left a moment ago is told so without
 * being looked at. It never gives anything out, that is the database's to do; and nothing is known here for longer than
 * {@link #LONGEST}, so that pieces which came back are on sale again within a second.
 */
@Singleton
class Turns {
    /** More would only stand in line for the slot's one row. */
    static final int AT_ONCE = 8;

    /** After this one of those who come looks again, for all. */
    static final Duration AGAIN = Duration.ofMillis(300);

    static final Duration LONGEST = Duration.ofMillis(900);
    /** Who stood in line as long as this is asked to come again. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int KNOWN_MAX = 1_000;

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    @Inject
    Turns() {
        this(System::nanoTime);
    }

    Turns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param asked whether somebody has gone to look again */
    private record Seen(long left, long at, AtomicBoolean asked) {}

    /** Those who try for one slot. @param waiting how many are in it or before it: with nobody it is forgotten */
    private record Line(Semaphore turns, int waiting) {}

    /** What the database just said. */
    void saw(String slotId, long left) {
        if (seen.size() >= KNOWN_MAX) {
            seen.values().removeIf(each -> nanos.getAsLong() - each.at() >= LONGEST.toNanos());
        }
        seen.put(slotId, new Seen(left, nanos.getAsLong(), new AtomicBoolean()));
    }

    /**
     * @return whether he is the one who looks again
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code sold-out} when there were fewer a moment ago
     */
    private boolean looksAgain(List<CartLine> cart) {
        boolean looks = false;
        for (CartLine line : cart) {
            Seen last = line.liveSlotId() == null ? null : seen.get(line.liveSlotId());
            if (last == null || last.left() >= line.quantity()) {
                continue;
            }
            long age = nanos.getAsLong() - last.at();
            if (age < AGAIN.toNanos()
                    || age < LONGEST.toNanos() && !last.asked().compareAndSet(false, true)) {
                throw LiveRefusals.soldOut(line.offerId(), Math.max(0, last.left()));
            }
            looks = true;
        }
        return looks;
    }

    /**
     * @param cart what is wanted; without a live line nothing is waited for
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code sold-out}, also after the wait; 429 {@code live-crowded}
     */
    <T> T inTurn(List<CartLine> cart, Supplier<T> attempt) {
        var slots = new TreeSet<String>();
        cart.stream().filter(line -> line.liveSlotId() != null).forEach(line -> slots.add(line.liveSlotId()));
        if (slots.isEmpty()) {
            return attempt.get();
        }
        if (looksAgain(cart)) {
            return inTurn(slots, attempt);
        }
        return inTurn(slots, () -> {
            looksAgain(cart);
            return attempt.get();
        });
    }

    /** A line of its own, so that nobody who tries to buy stands behind those who still fill their carts. */
    <T> T inLine(String slotId, Supplier<T> attempt) {
        return inTurn(new TreeSet<>(Set.of("cart " + slotId)), attempt);
    }

    /** One slot after the other, in the same order for everybody. */
    private <T> T inTurn(TreeSet<String> slots, Supplier<T> attempt) {
        String slot = slots.pollFirst();
        if (slot == null) {
            return attempt.get();
        }
        Line line = lines.compute(
                slot,
                (_, there) -> there == null
                        ? new Line(new Semaphore(AT_ONCE, true), 1)
                        : new Line(there.turns(), there.waiting() + 1));
        try {
            await(line.turns());
            try {
                return inTurn(slots, attempt);
            } finally {
                line.turns().release();
            }
        } finally {
            lines.computeIfPresent(
                    slot, (_, there) -> there.waiting() == 1 ? null : new Line(there.turns(), there.waiting() - 1));
        }
    }

    private static void await(Semaphore turns) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw LiveRefusals.crowded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LiveRefusals.crowded();
        }
    }
}
