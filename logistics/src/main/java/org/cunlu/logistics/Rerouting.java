package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * New ways for parcels whose promise does not hold any more, from where each really is. The first promise is never changed;
 * each slip is a row with the promise before and after, the reason and who said so.
 */
public interface Rerouting {
    /**
     * Gives parcels new ways by the timetable as it is now; legs that were not taken are put aside. What rides on a trip keeps
     * its place there and goes on from where it gets off. What lies ready, is over or lost is left alone. The same cause again
     * changes nothing. Joins the caller's transaction; without one, works in several of its own, so that a part may stand when
     * it fails.
     */
    Outcome reroute(Collection<String> barcodes, Cause cause);

    /**
     * Their trip has gone past the stop where they were to leave it: each gets off at its next stop instead, a bag with all that
     * is in it, and goes on from there. Joins the caller's transaction as {@link #reroute} does.
     * @param nextStop where the trip comes next @param at when it will be there
     */
    Outcome carriedPast(Collection<String> barcodes, Cause cause, String nextStop, Instant at);

    /** The same for the parcel of an order; does nothing when none is booked. */
    Outcome rerouteOrder(String orderId, Cause cause);

    /**
     * It has come, later than it was promised: what no slip has told before is told with this one. Joins the caller's
     * transaction.
     * @param at when it could be collected, or was given to the carrier
     */
    void cameLate(String barcode, Instant at);

    /**
     * A parcel that takes the place of what was promised for an earlier time: that promise is its first, and the slip tells why it
     * comes later. Changes nothing where it does not come later, or has slipped already. Joins the caller's transaction.
     * @param promised what was promised in the first place
     */
    void insteadOf(String barcode, Instant promised, Cause cause);

    /** @return slips of these parcels by barcode, the first first; without those that kept their promise */
    Map<String, List<Slip>> slips(Collection<String> barcodes);

    /**
     * What makes it necessary.
     * @param key names this one cause, 1 to 96 visible ASCII characters: {@code closure:01J…}, {@code short:ORDER}
     * @param actor account id, or {@code system}
     * @param note for buyers, keepers and dispatchers, at most 200 characters, naming nobody; null for none
     * @param notBefore when the goods can be taken into work again; null for now
     */
    record Cause(
            SlipReason reason,
            String key,
            String actor,
            @Nullable String note,
            @Nullable Instant notBefore) {
        private static final Pattern KEY = Pattern.compile("[!-~]{1,96}");
        private static final int NOTE_MAX = 200;

        public Cause {
            if (!KEY.matcher(key).matches()
                    || actor.isBlank()
                    || (note != null && note.codePointCount(0, note.length()) > NOTE_MAX)) {
                throw new IllegalArgumentException("not a cause: " + key + " by " + actor);
            }
        }

        public Cause(SlipReason reason, String key, String actor) {
            this(reason, key, actor, null, null);
        }
    }

    /**
     * What became of them.
     * @param rerouted have new legs
     * @param unchanged needed none, or had them for this cause already
     * @param withoutWay barcodes of those that wait: nothing leads there now; they are tried again
     */
    record Outcome(int rerouted, int unchanged, List<String> withoutWay) {
        public Outcome {
            withoutWay = List.copyOf(withoutWay);
        }
    }

    /**
     * One slip of a parcel.
     * @param promisedBefore what was promised until then; null while it waited for a way
     * @param promisedAfter what is promised since; null when no way was found
     * @param toBefore station to which it went until then
     * @param toAfter station to which it goes since
     */
    @Serdeable
    record Slip(
            SlipReason reason,
            String title,
            @Nullable Instant promisedBefore,
            @Nullable Instant promisedAfter,
            String toBefore,
            String toAfter,
            @Nullable String note,
            Instant at) {}
}
