package org.cunlu.logistics.trace;

import java.util.Optional;

/** What happens to goods, in the words of the Core Business Vocabulary 2.0 and of people. */
enum Step {
    MADE("ADD", "commissioning", "active", "采收、生产", "harvested or made"),
    PASSED("OBSERVE", "inspecting", "conformant", "检验合格", "inspection passed"),
    FAILED("OBSERVE", "inspecting", "non_conformant", "检验不合格", "inspection failed"),
    RECEIVED("OBSERVE", "receiving", "in_progress", "入库", "received"),
    STORED("OBSERVE", "storing", "in_progress", "上架存放", "stored"),
    HELD("OBSERVE", "holding", "non_sellable_other", "暂停销售", "on hold"),
    RELEASED("OBSERVE", "storing", "available", "恢复销售", "released for sale"),
    SCRAPPED("DELETE", "destroying", "destroyed", "报废", "scrapped"),
    COUNTED("OBSERVE", "cycle_counting", "in_progress", "盘点更正", "stock corrected"),
    SENT("OBSERVE", "shipping", "in_transit", "发往下一站", "on its way"),
    RECALLED("OBSERVE", "holding", "recalled", "召回", "called back"),
    CLEARED("OBSERVE", "inspecting", "conformant", "解除召回", "recall lifted"),
    PACKED("OBSERVE", "packing", "in_progress", "打包", "packed"),
    ARRIVED("OBSERVE", "arriving", "in_progress", "到站", "arrived"),
    READY("OBSERVE", "storing", "available", "到站待取", "ready to collect"),
    SOLD("OBSERVE", "accepting", "retail_sold", "买家已取", "with its buyer"),
    CAME_BACK("OBSERVE", "receiving", "returned", "退回", "came back");

    private final String action;
    private final String bizStep;
    private final String disposition;
    private final String zh;
    private final String en;

    Step(String action, String bizStep, String disposition, String zh, String en) {
        this.action = action;
        this.bizStep = bizStep;
        this.disposition = disposition;
        this.zh = zh;
        this.en = en;
    }

    /** @param pieces that came at the node, below 0 that went */
    static Optional<Step> ofAct(String kind, long pieces) {
        return switch (kind) {
            case "RECEIVED" -> Optional.of(RECEIVED);
            case "PUT_AWAY" -> Optional.of(STORED);
            case "HELD" -> Optional.of(HELD);
            case "UNHELD" -> Optional.of(RELEASED);
            case "SCRAPPED" -> Optional.of(SCRAPPED);
            case "ADJUSTED" -> Optional.of(COUNTED);
            case "TRANSFERRED" -> Optional.of(pieces < 0 ? SENT : RECEIVED);
            default -> Optional.empty();
        };
    }

    /** @param what kind of scan @param holderKind who had it afterwards */
    static Optional<Step> ofScan(String what, String holderKind) {
        return switch (what) {
            case "PACK" -> Optional.of(PACKED);
            case "OUT", "DEPART" -> Optional.of(SENT);
            case "IN", "ARRIVE", "RECEIVE" -> Optional.of(ARRIVED);
            case "SHELVE" -> Optional.of(READY);
            case "HAND_OVER" -> Optional.of("CARRIER".equals(holderKind) ? SENT : SOLD);
            case "DELIVER" -> Optional.of(SOLD);
            case "RETURN", "REFUSE" -> Optional.of(CAME_BACK);
            default -> Optional.empty();
        };
    }

    String action() {
        return action;
    }

    String bizStep() {
        return bizStep;
    }

    String disposition() {
        return disposition;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
