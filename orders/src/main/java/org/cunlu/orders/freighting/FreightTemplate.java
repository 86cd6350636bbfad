package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cunlu.catalog.StorageClass;

/**
 * What carriage costs, as its owner says.
 * @param sellerCode whose goods it is for; null for all that have none of their own
 * @param chilledBps what goods that are kept cool cost more, basis points, 0 to 100,000; {@code hazardousBps} likewise
 * @param rules at most one for each area
 */
@Serdeable
record FreightTemplate(
        String templateId,
        String countyCode,
        @Nullable String sellerCode,
        String name,
        Basis basis,
        int chilledBps,
        int hazardousBps,
        State state,
        List<FreightRule> rules,
        Instant madeAt) {
    static final int RULES_MAX = 200;
    static final int BPS_MAX = 100_000;
    private static final long BASIS_POINTS = 10_000;

    /** What is counted. */
    enum Basis {
        /** grams */
        WEIGHT,
        /** cubic centimetres */
        VOLUME,
        PIECE
    }

    enum State {
        /** A seller's, which the county has not decided about yet: freight is the network's income. */
        PROPOSED,
        ACTIVE,
        DECLINED,
        /** Another took its place, or it was taken out of force. */
        RETIRED
    }

    /** What is carried. @param goodsFen what the buyer pays for it, less discounts */
    record Freighted(long weightGrams, long volumeCm3, long pieces, StorageClass kept, long goodsFen) {}

    /** Where to. @param province null within the county @param within whether the station lies within a node's subtree */
    record Place(@Nullable String province, Predicate<String> within) {}

    /**
     * How it is made up.
     * @param units counted, of the template's basis
     * @param baseFen for the units @param extraFen for how they are kept @param free whether nothing of it is charged
     */
    @Serdeable
    record Made(
            String templateId,
            int ruleNo,
            Basis basis,
            long units,
            long baseFen,
            long extraFen,
            boolean free,
            long fen) {}

    FreightTemplate {
        rules = List.copyOf(rules);
        if (chilledBps < 0 || chilledBps > BPS_MAX || hazardousBps < 0 || hazardousBps > BPS_MAX) {
            throw new IllegalArgumentException("no surcharge: " + chilledBps + " " + hazardousBps);
        }
    }

    FreightTemplate with(List<FreightRule> those) {
        return new FreightTemplate(
                templateId, countyCode, sellerCode, name, basis, chilledBps, hazardousBps, state, those, madeAt);
    }

    /**
     * Whole numbers only; it never falls when more is carried.
     * @return empty when it says nothing of this place
     * @throws ArithmeticException when it does not fit
     */
    Optional<Made> made(Place place, Freighted goods) {
        return rules.stream()
                .filter(rule -> at(rule, place))
                .min(Comparator.comparing(FreightRule::area))
                .map(rule -> made(rule, goods));
    }

    private static boolean at(FreightRule rule, Place place) {
        return switch (rule.area()) {
            case TOWNSHIP -> place.province() == null && place.within().test(rule.code());
            case COUNTY -> place.province() == null;
            case PROVINCE -> place.province() != null && Provinces.same(rule.code(), place.province());
            case OUTSIDE -> place.province() != null;
        };
    }

    private Made made(FreightRule rule, Freighted goods) {
        long units = units(goods);
        long more = Math.ceilDiv(Math.max(0, units - rule.firstUnits()), rule.moreUnits());
        long base = Math.addExact(rule.firstFen(), Math.multiplyExact(more, rule.moreFen()));
        long extra = Math.ceilDiv(Math.multiplyExact(base, bps(goods.kept())), BASIS_POINTS);
        boolean free = rule.freeFromFen() != null && goods.goodsFen() >= rule.freeFromFen();
        return new Made(
                templateId,
                rules.indexOf(rule) + 1,
                basis,
                units,
                base,
                extra,
                free,
                free ? 0 : Math.addExact(base, extra));
    }

    private long units(Freighted goods) {
        return switch (basis) {
            case WEIGHT -> goods.weightGrams();
            case VOLUME -> goods.volumeCm3();
            case PIECE -> goods.pieces();
        };
    }

    private long bps(StorageClass kept) {
        return switch (kept) {
            case DRY -> 0;
            case CHILLED -> chilledBps;
            case HAZARDOUS -> hazardousBps;
        };
    }
}
