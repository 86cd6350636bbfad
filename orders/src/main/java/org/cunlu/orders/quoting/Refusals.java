package org.cunlu.orders.quoting;

import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Promise;

/** Why there is no quote, in words that say what to do. */
final class Refusals {
    private Refusals() {}

    static ProblemException groupBuyOver() {
        return ProblemException.of(409, "group-buy-over", "拼团已结束 · The group buy is over", null);
    }

    static ProblemException cartEmpty() {
        return ProblemException.of(409, "cart-empty", "购物车是空的 · The cart is empty", "请先放入商品 · Put something in first");
    }

    static ProblemException offerUnknown(String offerId) {
        return ProblemException.of(404, "offer-unknown", "没有这个商品 · No such offer", "请从购物车删去 · Remove it from the cart")
                .fact("offerId", offerId);
    }

    static ProblemException notOnSale(Offer offer) {
        return ProblemException.of(409, "not-on-sale", "商品已下架 · Not on sale", "请从购物车删去 · Remove it from the cart")
                .fact("offerId", offer.id());
    }

    static ProblemException quantity(Offer offer) {
        return ProblemException.of(400, "quantity-out-of-range", "数量超出范围 · Quantity is out of range", null)
                .fact("offerId", offer.id())
                .fact("min", offer.quantityMin())
                .fact("max", offer.quantityMax())
                .fact("step", offer.quantityStep());
    }

    static ProblemException soldOut(String offerId, long available) {
        return ProblemException.of(409, "sold-out", "库存不足 · Sold out", "请减少数量或删去 · Take fewer, or remove it")
                .fact("offerId", offerId)
                .fact("available", available);
    }

    /** Several nodes together have it, and the county does not serve such goods from several. */
    static ProblemException notSplit(String offerId, long available) {
        return ProblemException.of(
                        409,
                        "split-not-allowed",
                        "货在不同地点，不能拆单发货 · It stands at several places and is not sent in parts",
                        "请减少数量或分开下单 · Take fewer, or order it apart from the rest")
                .fact("offerId", offerId)
                .fact("available", available);
    }

    static ProblemException noDelivery(Promise.Reason reason) {
        String advice = switch (reason) {
            case TOO_LARGE -> "一次装不下，请减少数量 · No vehicle takes so much at once: order less";
            case FULL -> "近两周的班次都满了，请减少数量或改日再试 · All departures of two weeks are full: order less, or later";
            case CLASS_NOT_CARRIED ->
                "沿途不能存放或运送这类商品，请换一个村或站点 · Goods of this kind cannot be kept or carried on the way: choose another village";
            case WAY_CLOSED ->
                "途中站点、道路或线路临时停运，请换一个村或站点，或改日再试 · A station, road or line on the way is closed for a while: choose another village, or order later";
            case STATION_FULL ->
                "该站点货架已满，请换一个村或站点，或过几天再试 · The shelves of the station are full: choose another village, or order in a few days";
            case NODE_UNKNOWN, NODE_NOT_OPEN, NO_CONNECTION -> "请换一个村或站点 · Choose another village";
        };
        return ProblemException.of(409, "no-delivery", "送不到这里 · It cannot be delivered there", advice)
                .fact("reason", reason.name());
    }

    /** There is stock, but the supply lines send none of it there. */
    static ProblemException notSupplied(String offerId) {
        return ProblemException.of(
                        409,
                        "not-supplied",
                        "该商品不供应此地 · Not supplied to this place",
                        "请换一个村或站点，或移除该商品 · Choose another village, or take it out of the cart")
                .fact("offerId", offerId);
    }

    /** Its seller does not deliver there. */
    static ProblemException notDelivered(Offer offer) {
        return ProblemException.of(
                        409,
                        "not-delivered-there",
                        "卖家不送此地 · Its seller does not deliver there",
                        "请换一个卖家，或移除该商品 · Choose another seller, or take it out of the cart")
                .fact("offerId", offer.id());
    }

    static ProblemException villageUnknown() {
        return ProblemException.invalid(
                "destination.villageCode",
                "village-unknown",
                "不在服务范围的村 · No village of this network (see /api/shop/villages)");
    }

    static ProblemException destinationInvalid() {
        return ProblemException.invalid(
                "destination",
                "destination-invalid",
                "请选村或县外地址其一 · Name a village or a place outside, exactly one of them");
    }

    static ProblemException cashNotPossible() {
        return ProblemException.of(
                409, "cash-not-possible", "此处不能到付 · No cash at pickup there", "请改为在线支付 · Pay online instead");
    }

    static ProblemException tooLarge() {
        return ProblemException.of(400, "total-too-large", "金额过大 · The total is too large", "请分几次下单 · Order in parts");
    }

    static ProblemException liveSlotClosed(String slotId) {
        return ProblemException.of(
                        409,
                        "live-slot-closed",
                        "直播商品已下架 · Not on air any more",
                        "请从购物车移出或按原价购买 · Take it out, or buy it at its ordinary price")
                .fact("slotId", slotId);
    }

    static ProblemException liveLimit(String slotId, int max) {
        return ProblemException.of(409, "live-limit", "超出每人限购 · More than one buyer may have", "请减少数量 · Take fewer")
                .fact("slotId", slotId)
                .fact("max", max);
    }
}
