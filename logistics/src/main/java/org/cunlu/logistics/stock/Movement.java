package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockPart;

/**
 * One change of a level and what it was for.
 * @param part whose pieces come or go; null where none do
 * @param quantity pieces it speaks of, above 0; also where no column changes
 */
record Movement(SkuAtNode key, @Nullable StockPart part, Kind kind, long quantity, Deltas deltas, Cause cause) {
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
        REVERSED,
        PUT_AWAY,
        SET_ASIDE
    }

    /** Pieces of a part that come (above 0) or go. */
    static Movement of(StockPart part, long pieces, Kind kind, Cause cause) {
        return new Movement(part.key(), part, kind, Math.abs(pieces), Deltas.ofPart(part, pieces), cause);
    }

    /**
     * Why it happened.
     * @param kind ORDER, IMPORT or ACT
     * @param id of that
     * @param actor account, or {@code system}
     * @param occurredAt null for the moment it is recorded
     */
    record Cause(
            String kind, String id, String actor, @Nullable Instant occurredAt) {
        static final String SYSTEM = "system";
        static final String ACT = "ACT";

        static Cause order(String orderId, String actor) {
            return new Cause("ORDER", orderId, actor, null);
        }
    }
}
