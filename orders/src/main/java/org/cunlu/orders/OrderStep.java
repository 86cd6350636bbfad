package org.cunlu.orders;

import java.time.Instant;

/**
 * One step of an order.
 * @param version 1 for its placing
 * @param state after the step
 * @param actor account id, or {@code system}, {@code gateway}, {@code logistics}
 */
public record OrderStep(String orderId, int version, OrderState state, Instant at, String actor, Why why) {
    /** Why a step was taken. */
    public enum Why {
        PLACED,
        PAYMENT_CAPTURED,
        /**
         * In time, but a departure that it held cannot be taken: it has left, is not in the timetable any more, stops at a node
         * that is closed, or has no room for it any more. A later one is promised.
         */
        PAID_FOR_A_LATER_DEPARTURE,
        PAID_AFTER_EXPIRY,
        PAID_BUT_NOT_TO_BE_HAD,
        PAID_BUT_CANCELLED,
        NOT_PAID_IN_TIME,
        CANCELLED_BY_BUYER,
        PARCEL_MOVED,
        DELIVERED,
        REFUND_MADE,
        /** The parcel came home: its buyer did not want it. */
        REFUSED_BY_BUYER,
        /** It came home for another reason; nobody collected it. */
        NOT_COLLECTED,
        LOST_ON_THE_WAY,
        /** Given up, and found all the same. */
        TURNED_UP,
        /** Nothing of it was to be had when it was picked. */
        PICKED_SHORT,
        /** It weighs less than was paid for. */
        WEIGHED,
        /** Pieces were missing when they were picked, and go from another node: by this order, or instead of it. */
        SERVED_FROM_ELSEWHERE,
        /** What a backorder waited for is there. */
        GOODS_CAME,
        /** Less came than was expected. */
        GOODS_NEVER_CAME,
        /** It did not come until the last day of patience. */
        GOODS_WAITED_FOR_TOO_LONG,
        /** The harvest of a presale is shared out, and it is too small. */
        PRESALE_CUT,
        /** Its buyer asked for it after he had received. */
        AFTER_SALES
    }
}
