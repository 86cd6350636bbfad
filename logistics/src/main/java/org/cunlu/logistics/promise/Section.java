package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;

/**
 * A block on the way from source to goal.
 * @param entry node at which the way comes into it
 * @param exit node at which the way leaves it
 * @param goal set when the exit is the goal
 * @param ridesFrom fewest rides from the entry to each member, by its place
 * @param ridesTo fewest rides from each member to the exit
 * @param rides fewest from the entry to the exit
 * @param ridesMax most rides that may be taken within it, for the other blocks take some at least
 * @param ridesAfter fewest rides from the exit to the goal
 */
record Section(
        Departures departures,
        int entry,
        int exit,
        @Nullable Goal goal,
        byte[] ridesFrom,
        byte[] ridesTo,
        int rides,
        int ridesMax,
        int ridesAfter) {
    /** @return whether a way that is allowed can pass this member */
    boolean useful(int place) {
        return place >= 0 && ridesFrom[place] + ridesTo[place] <= ridesMax;
    }

    /** @return whether this node is the goal */
    boolean endsAt(int node) {
        return goal != null && node == exit;
    }
}
