package org.cunlu.logistics;

/** Why a parcel comes later, or by another way, than it was promised. The list is closed: nothing else moves a promise. */
public enum SlipReason {
    /** Not packed when its departure left. */
    MISSED_CUT_OFF("未赶上截单", "not packed before the cut-off"),
    /** It came too late for the departure it was to change to. */
    MISSED_CONNECTION("未赶上接驳班次", "missed its connection"),
    /** It was there in time, and its departure left without it. */
    LEFT_BEHIND("班次未装车带走", "left behind by its departure"),
    /** Its departure has no room for it. */
    DEPARTURE_FULL("班次已满", "the departure is full"),
    /** Its departure goes at another time, or not where it went, or not at all: the timetable was changed. */
    TIMETABLE_CHANGED("班次时刻调整", "the timetable of its departure changed"),
    /** A road or line on its way is closed. */
    ROAD_CLOSED("道路或线路中断", "a road or line is closed"),
    /** A node on its way, or at its end, is closed. */
    NODE_CLOSED("站点停用", "a station is closed"),
    /** Goods were missing on the shelf. */
    SHORT_PICK("拣货缺货", "goods were short when picked"),
    /** Its goods were called up by a release of the reserve (动用令). */
    CALLED_UP("应急保供征用", "goods were called up for an emergency"),
    /** Ordered before it was there (backorder), and its goods came later than was expected. */
    GOODS_LATE("货物晚到", "its goods came later than expected"),
    /** Its trip takes longer than planned. */
    RAN_LATE("运输途中延误", "its trip runs late"),
    /** The vehicle did not stop where it was to leave it. */
    STOP_PASSED("车辆过站未停", "its vehicle did not stop there"),
    /** It was mislaid, and turned up elsewhere or later. */
    MISLAID("包裹错放后找回", "it was mislaid and found again");

    private final String chinese;
    private final String english;

    SlipReason(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** @return for people, Chinese first */
    public String title() {
        return chinese + " · " + english;
    }
}
