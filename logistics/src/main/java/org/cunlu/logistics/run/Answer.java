package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import org.cunlu.logistics.StationWork.Outcome;

/**
 * How a step ended.
 * @param code why it was refused, stable; null when it was applied
 * @param title the same for people, Chinese first
 * @param state what is so after it; null when refused
 */
@Serdeable
record Answer(
        @Nullable String stepId,
        Outcome outcome,
        @Nullable String code,
        @Nullable String title,
        @Nullable String state) {
    static Answer applied(Step step, String state) {
        return new Answer(step.stepId(), Outcome.APPLIED, null, null, state);
    }

    static Answer refused(Step step, No no) {
        return new Answer(step.stepId(), Outcome.REFUSED, no.code(), no.title, null);
    }

    static Answer refused(Step step, String code, String title) {
        return new Answer(step.stepId(), Outcome.REFUSED, code, title, null);
    }

    Answer repeated() {
        return new Answer(stepId, Outcome.REPEATED, code, title, state);
    }

    boolean applied() {
        return outcome == Outcome.APPLIED;
    }

    /** Why not; scans that a step makes have reasons of their own. */
    enum No {
        STEP_INVALID("步骤内容不完整或格式不对 · The step lacks something or is malformed"),
        STEP_ID_REUSED("此步骤编号已用于另一步骤 · This step id was used for another step"),
        TRIP_UNKNOWN("没有找到您的班次 · No such trip of yours"),
        NOT_A_STOP("此班次不停该站 · The trip does not stop there"),
        TOO_EARLY("还没到发车时间 · It is not time yet"),
        TOO_OLD("离线记录已过期，请联系调度 · Too old to be applied, call the dispatcher"),
        ALREADY_ARRIVED("已报到达 · It has arrived there already"),
        ALREADY_DEPARTED("已报发车 · It has left there already"),
        ALREADY_PASSED("已报越站 · That stop was passed by"),
        NOT_ARRIVED("尚未报到达 · It has not arrived there yet"),
        OUT_OF_ORDER("时间与其他站的记录矛盾 · The time contradicts what is known of other stops"),
        NOT_ON_TRIP("此件不在本班次上 · It is not on this trip"),
        OTHER_STOP("此件应在另一站交接 · It is for another stop"),
        PHOTO_UNKNOWN("没有找到您在此站点拍的照片 · No such photo of yours at this node");

        private final String title;

        No(String title) {
            this.title = title;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
