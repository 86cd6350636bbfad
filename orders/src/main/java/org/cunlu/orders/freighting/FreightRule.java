package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What carriage to an area costs, in fen.
 * @param code of the township's node, or the province's name; empty for the others
 * @param firstUnits what {@code firstFen} carries: grams, cubic centimetres or pieces, 0 or more
 * @param moreUnits each further started so many cost {@code moreFen}; above 0
 * @param freeFromFen worth of goods, less discounts, from which on nothing is charged; null for never
 */
@Serdeable
record FreightRule(
        Area area,
        String code,
        long firstUnits,
        long firstFen,
        long moreUnits,
        long moreFen,
        @Nullable Long freeFromFen) {
    static final long UNITS_MAX = 1_000_000_000L;
    /** 100,000 yuan: beyond it somebody mistook the unit. */
    static final long FEN_MAX = 10_000_000L;

    /** Where goods go, the narrower first. */
    enum Area {
        TOWNSHIP(true),
        COUNTY(false),
        PROVINCE(true),
        OUTSIDE(false);

        private final boolean named;

        Area(boolean named) {
            this.named = named;
        }

        boolean named() {
            return named;
        }
    }

    FreightRule {
        boolean sound = area.named() != code.isEmpty()
                && code.length() <= 40
                && firstUnits >= 0
                && firstUnits <= UNITS_MAX
                && firstFen >= 0
                && firstFen <= FEN_MAX
                && moreUnits > 0
                && moreUnits <= UNITS_MAX
                && moreFen >= 0
                && moreFen <= FEN_MAX
                && (freeFromFen == null || freeFromFen > 0);
        if (!sound) {
            throw new IllegalArgumentException("no rule of freight");
        }
    }
}
