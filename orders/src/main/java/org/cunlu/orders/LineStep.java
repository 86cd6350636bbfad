package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * One step of how a line came to its price.
 * @param fen what it changes: above 0 for the first price, below 0 for a discount
 * @param ref id of what brought it: offer, live slot, price list, promotion, coupon, programme, freight template; null for the
 *     tariff of carriage
 * @param payer who pays for a discount; null for prices and carriage. What several pay is several steps of one {@code ref}
 */
@Serdeable
public record LineStep(
        Kind kind, long fen, @Nullable String ref, @Nullable Payer payer) {
    public LineStep {
        if (kind.discount() != (payer != null)) {
            throw new IllegalArgumentException("a discount has somebody who pays, a price has not: " + kind);
        }
        if (kind.discount() && fen > 0 || kind.first() && fen < 0 || kind == Kind.FREIGHT && fen < 0) {
            throw new IllegalArgumentException("a step of the wrong sign: " + kind + " " + fen);
        }
    }

    /** Kinds of steps in the order in which they are taken. It is fixed: docs/pricing.md. */
    public enum Kind {
        /** 商品价 */
        OFFER,
        /** 直播价 */
        LIVE,
        /** 价目表: the difference to another price of a piece */
        PRICE_LIST,
        /** 称重预收: what the most that it may weigh costs more, and what of it is too much goes back */
        WEIGHT,
        /** 单品促销 */
        ITEM_PROMOTION,
        /** 满减: the line's share of what is taken off an order */
        ORDER_PROMOTION,
        /** 优惠券: the line's share of it */
        COUPON,
        /** 补贴 */
        SUBSIDY,
        /** 运费: the line's share of it, not part of its net amount */
        FREIGHT;

        /** @return whether it is a price before all others */
        public boolean first() {
            return this == OFFER || this == LIVE;
        }

        /** @return whether it changes what a piece costs, before discounts */
        public boolean listed() {
            return this == PRICE_LIST || this == WEIGHT;
        }

        /** @return whether somebody pays it for the buyer */
        public boolean discount() {
            return this == ITEM_PROMOTION || this == ORDER_PROMOTION || this == COUPON || this == SUBSIDY;
        }
    }
}
