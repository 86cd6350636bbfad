package org.cunlu.orders.live;

import org.cunlu.kernel.problem.ProblemException;

/** What is said no to in live selling, and how. */
final class LiveRefusals {
    private LiveRefusals() {}

    static ProblemException closed(String slotId) {
        return conflict(
                        "live-slot-closed",
                        "直播商品已下架 · Not on air any more",
                        "请从购物车移出或按原价购买 · Take it out, or buy it at its ordinary price")
                .fact("slotId", slotId);
    }

    static ProblemException limit(String slotId) {
        return conflict("live-limit", "超出每人限购 · More than one buyer may have", "请减少数量 · Take fewer")
                .fact("slotId", slotId);
    }

    static ProblemException soldOut(String offerId, long available) {
        return conflict("sold-out", "库存不足 · Sold out", "请减少数量或删去 · Take fewer, or remove it")
                .fact("offerId", offerId)
                .fact("available", available);
    }

    static ProblemException crowded() {
        return ProblemException.of(
                        429, "live-crowded", "抢购人数过多 · Too many want it at once", "请稍后再试 · Try again in a moment")
                .fact(ProblemException.RETRY_AFTER, 2L);
    }

    static ProblemException ended() {
        return conflict("live-ended", "直播已结束 · The session is over", null);
    }

    static ProblemException notOnAir() {
        return conflict("live-not-on-air", "直播未开始 · The session is not on air", "请先开播 · Start it first");
    }

    static ProblemException started() {
        return conflict("live-started", "直播已开始 · The session has begun already", null);
    }

    static ProblemException slotTwice() {
        return conflict("live-slot-on-air", "该商品正在上架 · The slot is on air already", null);
    }

    static ProblemException slotOver() {
        return conflict("live-slot-over", "该商品已下架 · The slot was on air and is over", "请新增一个 · Add another slot");
    }

    static ProblemException slotNotOnAir() {
        return conflict("live-slot-not-on-air", "该商品未上架 · The slot is not on air", null);
    }

    static ProblemException another(String slotId) {
        return conflict("live-another-on-air", "另有商品正在上架 · Another slot is on air", "请先下架 · Take it off first")
                .fact("slotId", slotId);
    }

    static ProblemException window() {
        return conflict("live-window", "不在上架时段 · Not within its time on air", null);
    }

    static ProblemException tooMany(int max) {
        return conflict("live-slots-many", "商品过多 · Too many slots", null).fact("max", max);
    }

    static ProblemException aboveAvailable(String slotId, long available) {
        return conflict("live-stock-short", "可售库存不足 · Fewer pieces can be sold there", "请减少数量 · Take fewer")
                .fact("slotId", slotId)
                .fact("available", Math.max(0, available));
    }

    static ProblemException changed() {
        return conflict("live-changed", "直播刚被改动 · It was changed meanwhile", "请刷新后重试 · Look again, then repeat");
    }

    static ProblemException priceUnderFloor(long floorFen) {
        return conflict("live-price-under-floor", "低于已批准的底价 · Below the approved floor", null)
                .fact("floorFen", floorFen);
    }

    static ProblemException floorNotApproved(long floorFen) {
        return conflict(
                        "live-floor-not-approved",
                        "底价须由商家批准 · A floor below the list price is the seller's to approve",
                        null)
                .fact("floorFen", floorFen);
    }

    static ProblemException invalid(String field, String code, String title) {
        return ProblemException.invalid(field, code, title);
    }

    private static ProblemException conflict(String code, String title, String detail) {
        return ProblemException.of(409, code, title, detail);
    }
}
