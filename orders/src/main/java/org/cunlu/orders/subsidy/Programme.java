package org.cunlu.orders.subsidy;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A fund's help.
 * @param fundCode who pays, {@code FUND:<code>} in the books
 * @param categories of goods that it helps to buy
 * @param bps part of what the buyer would pay after all discounts, basis points, 1 to 9,000
 * @param capFen the most of all buyers together @param buyerCapFen the most of each
 * @param takenFen what orders hold of the cap
 */
@Serdeable
@Schema(name = "SubsidyProgramme")
record Programme(
        String programmeId,
        String name,
        String fundCode,
        List<String> categories,
        int bps,
        long capFen,
        long buyerCapFen,
        Instant validFrom,
        Instant validUntil,
        State state,
        long takenFen) {
    static final int BPS_MAX = 9_000;
    private static final long BASIS_POINTS = 10_000;

    enum State {
        DRAFT,
        OPEN,
        CLOSED
    }

    Programme {
        categories = List.copyOf(categories);
    }

    boolean runs(Instant now) {
        return state == State.OPEN && !now.isBefore(validFrom) && now.isBefore(validUntil);
    }

    /** @return its part of a line that costs so much, rounded down */
    long of(long netFen) {
        return Math.multiplyExact(netFen, bps) / BASIS_POINTS;
    }
}
