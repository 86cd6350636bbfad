package org.cunlu.app.day;

/** What may go wrong with a parcel on such a day. */
enum Mishap {
    SHORT("袋内短少，寄出站找到后补发 · short in the bag, found where it was filled and sent after it"),
    DAMAGED("到站破损，已记差异并裁定 · damaged on the way, a difference decided by the dispatcher"),
    REFUSED("拒收，原号退回 · refused, back on the same number"),
    STRAYED("丢失，在别处找到后改道 · lost, found elsewhere and sent on from there"),
    MISSED("误了班次，改乘下一班 · missed its departure, went by the next"),
    MISSORTED("分拣错袋被拒，放进对的袋 · put towards the wrong bag, refused, put into the right one"),
    LATE_SCANS("离线扫描迟到，先到后发 · its departure was scanned hours late, the arrival implied it"),
    WRONG_CLOCK("扫描枪快一天，已校正 · a scanner a day ahead, put right"),
    WRONG_STATION("走错站点，被告知正确站点 · asked for at the wrong station, told the right one"),
    WRONG_CODE("取件码报错，再报成功 · wrong pickup code, then the right one");

    private final String what;

    Mishap(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    /** @return whether it can happen to a parcel that is collected at a station only */
    boolean needsStation() {
        return this == REFUSED || this == WRONG_STATION || this == WRONG_CODE;
    }

    /** @return whether it needs a parcel that goes through a township */
    boolean needsTransfer() {
        return this == STRAYED;
    }
}
