package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom.Overflow;

/** Who gives way when a departure takes less than is held on it: those who came last, as few as that makes do. */
@Singleton
class Overflowing {
    private final HoldTable holds;
    private final DepartureTable departures;
    private final Transactions transactions;
    private final Clock clock;

    Overflowing(HoldTable holds, DepartureTable departures, Transactions transactions, Clock clock) {
        this.holds = holds;
        this.departures = departures;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Marks those who are beyond what a trip takes, and unmarks those who are not any more. Joins the caller's transaction.
     * @return how many are marked now
     */
    int settle(String lineCode, LocalDate serviceDate) {
        transactions.require();
        var parts = new HashMap<Integer, Part>();
        departures
                .lock(lineCode, serviceDate)
                .forEach(part -> parts.put(part.stretch().stop(), part));
        Instant now = clock.instant();
        var on = new ArrayList<Hold>();
        var off = new ArrayList<Hold>();
        int marked = 0;
        List<Hold> all = holds.ofTrip(lineCode, serviceDate);
        for (Hold hold : all) {
            boolean mayGive = mayGive(hold, now);
            boolean gives = mayGive && beyond(hold, parts);
            if (gives) {
                without(hold, parts);
                marked++;
            }
            if (mayGive && gives != (hold.overflow() == Overflow.SHRUNK)) {
                (gives ? on : off).add(hold);
            }
        }
        holds.mark(aboardBeyond(all, parts, now), Overflow.OVERLOADED);
        holds.mark(on, Overflow.SHRUNK);
        holds.mark(off, null);
        return marked;
    }

    /** What is aboard makes room for nobody. */
    private static boolean mayGive(Hold hold, Instant now) {
        return hold.overflow() != Overflow.OVERLOADED
                && hold.ride().leg().departsAt().isAfter(now);
    }

    /** @return what left with it, and is more than it takes now */
    private static List<Hold> aboardBeyond(List<Hold> all, Map<Integer, Part> parts, Instant now) {
        var beyond = new ArrayList<Hold>();
        for (Hold hold : all) {
            if (hold.overflow() == null && !mayGive(hold, now) && beyond(hold, parts)) {
                without(hold, parts);
                beyond.add(hold);
            }
        }
        return beyond;
    }

    private static void without(Hold hold, Map<Integer, Part> parts) {
        hold.ride()
                .stretches()
                .forEach(at -> parts.computeIfPresent(
                        at.stop(), (stop, part) -> part.plus(hold.size().minus())));
    }

    private static boolean beyond(Hold hold, Map<Integer, Part> parts) {
        return hold.ride().stretches().stream()
                .map(at -> parts.get(at.stop()))
                .anyMatch(part -> part != null && !part.fits(part.held()));
    }
}
