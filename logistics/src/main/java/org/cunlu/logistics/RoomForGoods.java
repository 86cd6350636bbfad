package org.cunlu.logistics;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/** Ways, and room on them, for things that are sent together and hold nothing yet. */
public interface RoomForGoods {
    /**
     * Finds a way for each and holds room on all of them, or on none. Joins the caller's transaction, best at its end: what
     * many want is locked until the commit. Others who were quicker send the search on within the same transaction.
     * @param loads by holder
     * @param readyAt when they stand ready at {@code fromNode}
     * @param urgent whether they take the earliest departure even where others hold its room: then those who came last are
     *     beyond it and are sent another way, as few as that makes do
     */
    Outcome hold(
            String countyCode,
            String fromNode,
            String toNode,
            SortedMap<String, Load> loads,
            Instant readyAt,
            boolean urgent);

    /** How it ended. Both endings are normal. */
    sealed interface Outcome {
        /** @param ways by holder */
        record Held(Map<String, Promise.Kept> ways) implements Outcome {
            public Held {
                ways = Map.copyOf(ways);
            }
        }

        /** Nothing is held. */
        record None(Promise.Reason why) implements Outcome {}
    }
}
