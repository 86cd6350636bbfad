package org.cunlu.orders.coupon;

import org.cunlu.kernel.problem.ProblemException;

/** Why a coupon is not used, or not claimed. */
final class CouponRefusals {
    /** Why one cannot be used for a cart. */
    enum Reason {
        /** 没有这张券: none of his. */
        UNKNOWN("没有这张券 · No such coupon"),
        USED("已使用 · It is used"),
        EXPIRED("已过期 · It has expired"),
        ENDED("活动已结束 · Its promotion has ended"),
        NOT_FOR_THESE("不适用于这些商品 · It is for other goods"),
        BELOW_MINIMUM("未达到使用门槛 · The goods cost too little for it"),
        USED_UP("优惠名额已用完 · Its promotion is used up"),
        NOT_COMBINABLE("同一商家的券只能用一张 · Only one coupon of each issuer");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private CouponRefusals() {}

    static ProblemException notUsable(String couponId, Reason reason) {
        return ProblemException.of(
                        409, "coupon-not-usable", "优惠券不可用：" + reason.words(), "请换一张或不用券 · Choose another, or none")
                .fact("couponId", couponId)
                .fact("reason", reason.name());
    }

    static ProblemException gone() {
        return ProblemException.of(409, "coupon-gone", "优惠券已领完或活动未开始 · There is none to be claimed now", null);
    }

    static ProblemException limit(int each) {
        return ProblemException.of(409, "coupon-limit", "已达领取上限 · You have all that you may have", null)
                .fact("max", each);
    }
}
