package org.cunlu.logistics.scanning;

import java.util.Locale;
import org.cunlu.logistics.ScanSteps.Refused;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.Outcome;

/** Why a scan is refused before anything is looked at that it names. */
enum TurnedAway {
    SCAN_INVALID("扫描内容不完整或格式不对 · The scan lacks something or is malformed"),
    SCAN_ID_REUSED("此扫描编号已用于另一次扫描 · This scan id was used for another scan"),
    NODE_UNKNOWN("没有找到站点 · No such node"),
    PHOTO_UNKNOWN("没有找到您在此站点拍的照片 · No such photo of yours at this node"),
    TOO_OLD("离线扫描已过期，请人工核对 · The scan is too old to be applied");

    private final String title;

    TurnedAway(String title) {
        this.title = title;
    }

    /** @return stable, kebab-case */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Answered answer() {
        return new Answered(Outcome.REFUSED, code(), title, null, null);
    }

    Refused refused() {
        return new Refused(code(), title, false);
    }
}
