package org.cunlu.logistics.parcel;

import java.util.Locale;

/** A scan that cannot be applied, on its way out of the transaction that it must roll back. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String more;
    private final boolean anothers;

    Refusal(Why why) {
        this(why, "");
    }

    /** @param more a fact that helps, such as a time; empty for none */
    Refusal(Why why, String more) {
        this(why, more, false);
    }

    /** Of a thing that is there, but not for whoever scans here. */
    static Refusal ofAnothers(Why why) {
        return new Refusal(why, "", true);
    }

    private Refusal(Why why, String more, boolean anothers) {
        // No stack trace: refusals are ordinary answers.
        super(why.code(), null, false, false);
        this.why = why;
        this.more = more;
        this.anothers = anothers;
    }

    Why why() {
        return why;
    }

    boolean anothers() {
        return anothers;
    }

    String title() {
        return more.isEmpty() ? why.title() : why.title() + " (" + more + ")";
    }

    /** Every reason there is, with what people read. */
    enum Why {
        SCAN_INVALID("扫描内容不完整或格式不对 · The scan lacks something or is malformed"),
        PARCEL_UNKNOWN("没有找到包裹 · No such parcel here"),
        BAG_UNKNOWN("没有找到集包袋 · No such bag here"),
        MISREAD("条码读错，请重新扫描 · The code was misread, scan it again"),
        NOT_HERE("包裹不在本站点 · It is not at this node"),
        NOT_PACKED("包裹尚未打包 · It is not packed yet"),
        ALREADY_PACKED("包裹已打包 · It is packed already"),
        WITHDRAWN("订单已取消，请勿发出 · It was withdrawn, do not send it"),
        ON_TRIP("还在路上，请先扫描到达 · It is on a trip, scan it in first"),
        NOT_ON_TRIP("没有在途，无需扫描到达 · It is not on a trip"),
        AT_DESTINATION("已到目的站点 · It is at its destination"),
        NOT_READY("未到可交付的站点或仍在袋中 · Not ready to be handed over"),
        HANDED_OVER("包裹已被取走 · It was handed over already"),
        WITH_CARRIER("包裹已交承运商 · It is with the carrier already"),
        IN_BAG("包裹在集包袋中，请扫描袋子或先取出 · It lies in a bag: scan the bag, or take it out first"),
        NOT_IN_BAG("包裹不在此袋中 · It does not lie in this bag"),
        BAG_NOT_OPEN("袋子不在本站点或已发出 · The bag is not open at this node"),
        BAG_NOT_ON_TRIP("袋子没有在途 · The bag is not on a trip"),
        BAG_OTHER_WAY("袋子与包裹的下一站不同 · The bag goes another way than the parcel"),
        BAG_HAZARDOUS("危险品不得与其他货物同袋 · Hazardous goods never share a bag with others"),
        TRIP_HAZARDOUS("此班次不能把危险品与食品分舱，不得装车 · This line has no compartment that keeps hazardous goods from others"),
        TRIP_CLASS("此班次不能运送这类货物 · This line does not carry goods of that class"),
        BAG_EMPTY("袋子是空的 · The bag is empty"),
        TOO_EARLY("未到装车时间 · Too early to load"),
        DEPARTURE_MISSED("班次已开走，请等下一班 · Its trip has gone, wait for the next departure"),
        NO_DEPARTURE("近期没有去下一站的班次 · Nothing leaves for the next node in the days ahead"),
        NOT_DEPARTED("班次尚未发车，不可能到达 · Its trip has not departed yet"),
        NOT_ALLOCATED("订单没有可拣的库存 · The order has no stock allocated"),
        LOT_UNKNOWN("本站点没有此批次 · No such lot of it at this node"),
        LOT_EXPIRED("批次已过期，不得发出 · The lot has expired"),
        LOT_RECALLED("批次已召回，不得发出 · The lot was called back"),
        NOT_PICKED("还有拣货行没有完成，请先拣完 · Lines of it are still to be picked"),
        LOT_SHORT("批次数量不足 · Not enough pieces in lots that may go"),
        LOT_QUANTITY("所填批次数量与应发数量不符 · The lots named do not make up the quantity"),
        BEING_COUNTED("正在盘点，请盘点后再拣 · It is being counted, pick it afterwards"),
        PICKUP_CODE_WRONG("取件码不对 · The pickup code is wrong"),
        RECIPIENT_WRONG("姓名与手机号不符 · Name and number are not the recipient's"),
        TOO_MANY_GUESSES("取件码错误次数过多，请十分钟后再试 · Too many wrong codes, try again in ten minutes"),
        CASH_MISMATCH("收款金额与应收不符 · The cash is not what is due"),
        LATE_SCAN("扫描迟到：包裹此后已有新的动作 · The scan comes late: the parcel has moved on since"),
        LOADED("已装车，待发车 · It is loaded already"),
        LOST("包裹已报遗失，请先扫描找回 · It is reported lost, scan it found first"),
        NOT_LOST("包裹没有报遗失 · It is not lost"),
        REFUSED("收件人已拒收 · The recipient refused it"),
        RETURNED("包裹已退回 · It is back where it came from"),
        GOODS_STAY("调拨的货不退回，请收货后另行调拨 · Goods of a transfer do not go back: take them in, and ship them anew"),
        CRATE_FULL("周转箱超重或装不下 · The crate takes no more"),
        CRATE_IN_BAG("周转箱不能放进袋子 · No crate goes into a bag"),
        GOING_BACK("包裹已在退回途中 · It is on its way back already"),
        TRIP_OTHER_WAY("此班次不去下一站 · That trip does not go to the next node"),
        NOT_LOADED("没有装车 · It is not loaded"),
        TRIP_UNKNOWN("没有此班次要发或要到的货 · Nothing of this trip is to move here"),
        BAG_SEALED("袋子已封签 · The bag is sealed"),
        BAG_IN_BAG("袋子在另一个袋子里 · The bag lies in another bag"),
        BAG_CIRCLE("袋子不能装进自己或自己里面的袋子 · No bag goes into itself or into what lies in it"),
        BAG_TOO_DEEP("袋子套得太深 · Bags are nested too deep"),
        WRONG_STATION("取错站点，请到此站取件 · Wrong station, it waits at"),
        WAYBILL_INVALID("运单号不符合此承运商的规则，或校验位不对 · Not a waybill of this carrier, or its check digit is wrong"),
        WAYBILL_TAKEN("运单号已用于另一包裹 · Another parcel has this waybill"),
        RECALLED("包裹里有召回的批次，不得交付 · It holds pieces of a lot that was called back, keep it"),
        CARRIER_MISSING("请填承运商和运单号 · Name the carrier and his waybill");

        private final String title;

        Why(String title) {
            this.title = title;
        }

        /** @return stable, kebab-case */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String title() {
            return title;
        }
    }
}
