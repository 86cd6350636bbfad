package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * One change of a level and what it was for.
 * @param lotCode null when it does not concern one lot
 * @param quantity pieces it speaks of, above 0; also where no column changes
 */
record Movement(SkuAtNode key, @Nullable String lotCode, Kind kind, long quantity, Deltas deltas, Cause cause) {
    /** What happens to stock. */
    enum Kind {
        RECEIVED,
        RESERVED,
        ALLOCATED,
        RELEASED,
        PICKED,
        SHIPPED,
        TRANSFERRED,
        HELD,
        UNHELD,
        EARMARKED,
        FREED,
        ADJUSTED,
        SCRAPPED,
        REVERSED
    }

    /** Why it happened. @param kind ORDER or IMPORT @param id of that @param actor account, or {@code system} */
    record Cause(String kind, String id, String actor) {
        static final String SYSTEM = "system";

        static Cause order(String orderId, String actor) {
            return new Cause("ORDER", orderId, actor);
        }
    }
}
