package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A promotion: what it takes off, of what, when, and who pays for it.
 * @param sellerCode whose it is; null for the county's
 * @param payers whose shares are the whole of it
 * @param budgetFen what all discounts by it together may come to; null without a bound
 * @param usedFen of the budget, when it was read; 0 without one
 * @param version rises with each change
 */
public record Promotion(
        String id,
        String countyCode,
        @Nullable String sellerCode,
        Kind kind,
        String name,
        Terms terms,
        Scope scope,
        List<Share> payers,
        Instant startsAt,
        Instant endsAt,
        @Nullable Long budgetFen,
        long usedFen,
        State state,
        int version) {
    public Promotion {
        payers = List.copyOf(payers);
    }

    /** What it does. */
    public enum Kind {
        /** 打折: so much of the price of a piece. */
        PERCENT,
        /** 直降: so many fen of each piece. */
        AMOUNT,
        /** 买 N 送 M: of each N + M pieces, M are free. */
        BUY_GET,
        /** 秒杀: a price for pieces that are kept apart. */
        FLASH,
        /** 拼团: a price for so many buyers who find together, for pieces that are kept apart. */
        GROUP,
        /** 满减: so much off when all of it comes to so much. */
        TIERS,
        /** 优惠券: what a coupon takes off; each is claimed by one buyer. */
        COUPON;

        /** @return whether it is of single lines */
        public boolean item() {
            return this == PERCENT || this == AMOUNT || this == BUY_GET || keepsApart();
        }

        /** @return whether its pieces are kept apart from what anybody may buy */
        public boolean keepsApart() {
            return this == FLASH || this == GROUP;
        }
    }

    /** Where it stands. */
    public enum State {
        /** Waits for another person's approval. */
        DRAFT,
        ACTIVE,
        DECLINED,
        ENDED
    }

    /**
     * Fen, pieces, basis points. Each kind has its own: PERCENT offBps; AMOUNT offFen of a piece; BUY_GET buy and get; FLASH
     * flash; GROUP group; TIERS tiers; COUPON coupon.
     */
    @Serdeable
    public record Terms(
            @Nullable Integer offBps,
            @Nullable Long offFen,
            @Nullable Integer buy,
            @Nullable Integer get,
            @Nullable @Size(max = 10) List<Tier> tiers,
            @Nullable Coupon coupon,
            @Nullable Flash flash,
            @Nullable Group group) {
        /** Of all kinds but GROUP. */
        public Terms(
                @Nullable Integer offBps,
                @Nullable Long offFen,
                @Nullable Integer buy,
                @Nullable Integer get,
                @Nullable List<Tier> tiers,
                @Nullable Coupon coupon,
                @Nullable Flash flash) {
            this(offBps, offFen, buy, get, tiers, coupon, flash, null);
        }

        /** @return what it keeps apart; null for a kind that keeps nothing */
        public @Nullable Flash apart() {
            return group == null
                    ? flash
                    : new Flash(group.offerId(), group.nodeCode(), group.priceFen(), group.pieces(), group.limitEach());
        }
    }

    /** @param minFen from which sum on @param offFen what is off, below {@code minFen} */
    @Serdeable
    public record Tier(long minFen, long offFen) {}

    /**
     * What a coupon takes off, and how many there are.
     * @param minFen from which sum on it may be used, 0 for any
     * @param offFen what is off; null when it is {@code offBps} of the sum, at most {@code capFen}
     * @param total how many may be claimed
     * @param limitEach how many one buyer may claim
     * @param validDays so long it may be used after it was claimed, and not after the promotion's end
     * @param open whether anybody may claim one without a code
     */
    @Serdeable
    public record Coupon(
            long minFen,
            @Nullable Long offFen,
            @Nullable Integer offBps,
            @Nullable Long capFen,
            int total,
            int limitEach,
            int validDays,
            boolean open) {
        /** @return what it takes off such a sum; 0 when it is below the least */
        public long off(long fen) {
            if (fen < minFen) {
                return 0;
            }
            long off = offFen == null ? Apportion.part(fen, offBps, 10_000) : offFen;
            return Math.min(fen, capFen == null ? off : Math.min(off, capFen));
        }
    }

    /**
     * Pieces of an offer that are kept apart at a node, at a price.
     * @param limitEach how many one buyer may have in one order
     */
    @Serdeable
    public record Flash(String offerId, String nodeCode, long priceFen, long pieces, int limitEach) {}

    /**
     * Pieces of an offer that are kept apart at a node, at a price for buyers who find together.
     * @param limitEach how many one buyer may have in all of its teams
     * @param size how many buyers make a team
     * @param hours how long a team has for it, and not after the promotion's end
     */
    @Serdeable
    public record Group(
            String offerId, String nodeCode, long priceFen, long pieces, int limitEach, int size, int hours) {}

    /** Who bears how much of it. @param bps basis points, above 0 */
    @Serdeable
    public record Share(Payer.By by, @Nullable String code, int bps) {
        public Payer payer() {
            return new Payer(by, code);
        }
    }

    /**
     * What it is of: what every list that is not empty names.
     * @param township code of a node within whose subtree it goes; null for anywhere
     */
    @Serdeable
    public record Scope(
            @Nullable @Size(max = 100) List<String> products,
            @Nullable @Size(max = 100) List<String> skus,
            @Nullable @Size(max = 100) List<String> categories,
            @Nullable @Size(max = 100) List<String> sellers,
            @Nullable @Size(max = 100) List<String> brands,
            @Nullable @Size(max = 32) String township,
            @Nullable Trade trade) {
        /** @return whether it holds for the line, wherever it goes */
        public boolean covers(Priced.Shipment shipment, Priced.Line line) {
            var offer = line.wish().offer();
            return has(products, offer.productCode())
                    && has(skus, offer.sku().code())
                    && has(categories, offer.category())
                    && has(sellers, offer.sellerCode())
                    && has(brands, offer.brandCode())
                    && (trade == null || trade == shipment.trade());
        }

        private static boolean has(@Nullable List<String> codes, @Nullable String code) {
            return codes == null || codes.isEmpty() || code != null && codes.contains(code);
        }
    }

    /** @return whether it runs at that time */
    public boolean runs(Instant now) {
        return state == State.ACTIVE && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** @return whether so much is left of its budget */
    public boolean affords(long fen) {
        return budgetFen == null || fen <= budgetFen - usedFen;
    }

    /** @return the line with a discount, a step for each who pays for it */
    public Priced.Line take(Priced.Line line, LineStep.Kind kind, String ref, long fen) {
        List<Long> shares = Apportion.by(
                fen, payers.stream().map(share -> (long) share.bps()).toList());
        Priced.Line less = line;
        for (int i = 0; i < payers.size(); i++) {
            less = less.less(kind, shares.get(i), ref, payers.get(i).payer());
        }
        return less;
    }

    /**
     * Takes a sum off lines by largest remainder of what they cost by now.
     * @param fen at most what they cost together
     * @param at which of the lines
     */
    public Priced spread(Priced cart, LineStep.Kind kind, String ref, long fen, List<Integer> at) {
        var lines = new ArrayList<>(cart.lines());
        List<Long> shares =
                Apportion.by(fen, at.stream().map(i -> lines.get(i).netFen()).toList());
        for (int i = 0; i < at.size(); i++) {
            lines.set(at.get(i), take(lines.get(at.get(i)), kind, ref, shares.get(i)));
        }
        return cart.with(lines);
    }
}
