package org.cunlu.logistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;

/** Dated departures, for parcels that are already under way. Answered from memory: hot paths may ask freely. */
public interface Timetable {
    /** How far ahead departures are looked for. */
    int HORIZON_DAYS = 14;

    /**
     * @param after the goods stand ready at this moment; a departure at this very minute can still be reached
     * @return the ride without change that gets there first; empty when none leaves within {@link #HORIZON_DAYS}, or
     *     either node is unknown or not open
     */
    Optional<Leg> nextDeparture(String fromNode, String toNode, Instant after);

    /** @return rides without change, by departure, at most {@code limit} */
    List<Leg> departures(String fromNode, String toNode, Instant after, int limit);

    /** @return when a carrier who takes such goods leaves a gateway next, as far as nothing is closed; empty where none comes */
    default Optional<Leg> nextPickup(String gateway, StorageClass goods, Instant after) {
        return Optional.empty();
    }

    /** @return whether goods of this class may go with a line; false for a line that is not known */
    boolean carries(String lineCode, StorageClass goods);

    /**
     * The rest of the way of a parcel that is in the network's hands. Unlike a promise it knows no cut-off for
     * what is handed in: only the handling time at {@code atNode} lies between {@code arrivedAt} and the first departure.
     * @param arrivedAt when the node got it; what comes outside its hours, or after its sorting cut-off, counts from its
     *     next opening
     */
    Promise replan(String atNode, String toNode, Load load, Instant arrivedAt);

    /**
     * As that, for what somebody waits for at its goal, whatever the hours of that: it is there when it has come and was taken off,
     * on a day of rest too.
     */
    default Promise awaited(String atNode, String toNode, Load load, Instant arrivedAt) {
        return replan(atNode, toNode, load, arrivedAt);
    }
}
