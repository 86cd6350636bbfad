package org.cunlu.orders.commission;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.stream.LongStream;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CommissionDesk;
import org.cunlu.orders.Trade;

/**
 * One rule of a set. What is null fits anything.
 * @param shareBps of what the seller may ask for the lines, in basis points
 * @param perParcelFen once for the lines of a parcel that it fits
 * @param floorFen at least so much for them; never more than they bring
 * @param capFen at most so much; null for no limit
 * @param from first day of the county @param until last day
 */
record Rule(
        @Nullable String category,
        @Nullable String seller,
        @Nullable Trade trade,
        int shareBps,
        long perParcelFen,
        long floorFen,
        @Nullable Long capFen,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {
    Rule {
        if (shareBps < 0
                || shareBps > CommissionDesk.SHARE_MAX
                || perParcelFen < 0
                || floorFen < 0
                || (capFen != null && capFen < floorFen)
                || (from != null && until != null && until.isBefore(from))) {
            throw new IllegalArgumentException("not a rule of commission");
        }
    }

    /**
     * What somebody proposes.
     * @throws ProblemException 400 {@code no-rule}, {@code cap-below-floor}, {@code ends-before-it-begins}
     */
    static Rule proposed(
            @Nullable String category,
            @Nullable String seller,
            @Nullable Trade trade,
            int shareBps,
            long perParcelFen,
            long floorFen,
            @Nullable Long capFen,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        boolean within = shareBps >= 0
                && shareBps <= CommissionDesk.SHARE_MAX
                && LongStream.of(perParcelFen, floorFen, capFen == null ? 0 : capFen)
                        .allMatch(fen -> fen >= 0 && fen <= CommissionDesk.FEN_MAX);
        if (!within) {
            throw ProblemException.of(400, "no-rule", "费率或金额超出范围 · A share or an amount is out of range", null);
        }
        if (capFen != null && capFen < floorFen) {
            throw ProblemException.invalid("capFen", "cap-below-floor", "上限低于下限 · The cap is below the floor");
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw ProblemException.invalid("until", "ends-before-it-begins", "结束早于开始 · It ends before it begins");
        }
        return new Rule(category, seller, trade, shareBps, perParcelFen, floorFen, capFen, from, until);
    }

    boolean fits(String ofSeller, String ofCategory, Trade ofTrade, LocalDate on) {
        return (category == null || category.equals(ofCategory))
                && (seller == null || seller.equals(ofSeller))
                && (trade == null || trade == ofTrade)
                && (from == null || !on.isBefore(from))
                && (until == null || !on.isAfter(until));
    }

    /** @param baseFen what its lines of one parcel bring, 0 or more */
    long fen(long baseFen) {
        long fen = Math.addExact(Fen.share(baseFen, shareBps), perParcelFen);
        fen = Math.max(fen, floorFen);
        fen = capFen == null ? fen : Math.min(fen, capFen);
        return Math.min(fen, baseFen);
    }
}
