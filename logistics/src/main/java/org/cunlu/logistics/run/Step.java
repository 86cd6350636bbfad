package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a crew tells of its run.
 * @param stepId the device's own id of it, 1 to 64 visible ASCII characters: the same again has no second effect
 * @param device which phone, 1 to 64 visible ASCII characters
 * @param deviceTime what its clock said; believed only with the batch's {@code sentAt}
 * @param trip line and service date: {@code B12/2026-11-23}
 * @param node the stop; not needed by reports
 * @param bag SSCC, or
 * @param parcel barcode, of what is handed over, collected or taken off again
 * @param minutes how late it runs, 0 to 1,440
 * @param reason at most 60 characters, for reports and for a stop that is passed by
 * @param photoId of a photo that was sent before, by the same person for the same node; for steps at a stop
 */
@Serdeable
record Step(
        @Nullable String stepId,
        @Nullable String device,
        @Nullable Instant deviceTime,
        @Nullable Kind kind,
        @Nullable String trip,
        @Nullable String node,
        @Nullable String bag,
        @Nullable String parcel,
        @Nullable Integer minutes,
        @Nullable String reason,
        @Nullable String photoId) {
    static final int LATE_MAX = 1_440;
    static final int REASON_MAX = 60;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9]{1,20}");
    private static final Pattern PHOTO = Pattern.compile("[0-9A-Z]{13}");
    private static final Pattern NODE = Pattern.compile("[A-Z0-9._-]{1,32}");

    /** What happened. What each needs beside its trip stands behind it. */
    enum Kind {
        /** node. */
        ARRIVE(true, false, false),
        /** node. */
        DEPART(true, false, false),
        /** node and reason: the vehicle did not stop there. */
        PASS(true, false, true),
        /** node, and bag or parcel: given to the node. */
        HAND_OVER(true, true, false),
        /** node, and bag or parcel: taken from the node. */
        COLLECT(true, true, false),
        /** node, and bag or parcel: loaded by mistake, off again before it left. */
        TAKE_OFF(true, true, false),
        /** minutes and reason. */
        LATE(false, false, true),
        /** reason. */
        BROKE_DOWN(false, false, true),
        /** reason. */
        ROAD_CLOSED(false, false, true);

        private final boolean atStop;
        private final boolean ofThing;
        private final boolean withReason;

        Kind(boolean atStop, boolean ofThing, boolean withReason) {
            this.atStop = atStop;
            this.ofThing = ofThing;
            this.withReason = withReason;
        }

        boolean ofThing() {
            return ofThing;
        }

        /** @return whether a dispatcher must take note of it */
        boolean report() {
            return withReason;
        }

        boolean atStop() {
            return atStop;
        }
    }

    /** @return whether it can be remembered: who tells it, what and of which trip */
    boolean named() {
        return kind != null && trip != null && isId(stepId) && isId(device);
    }

    /** @return whether it says all that its kind needs, and nothing that cannot be */
    boolean whole() {
        boolean one =
                (bag == null) != (parcel == null) && NUMBER.matcher(thing()).matches();
        boolean fineThing = kind.ofThing() ? one : bag == null && parcel == null;
        boolean fineNode = node == null ? !kind.atStop() : NODE.matcher(node).matches();
        boolean fineMinutes =
                kind == Kind.LATE ? minutes != null && minutes >= 0 && minutes <= LATE_MAX : minutes == null;
        boolean finePhoto =
                photoId == null || kind.atStop() && PHOTO.matcher(photoId).matches();
        return fineThing && fineNode && fineMinutes && finePhoto && (kind.report() ? told(reason) : reason == null);
    }

    private static boolean told(@Nullable String reason) {
        return reason != null
                && !reason.isBlank()
                && reason.strip().length() <= REASON_MAX
                && reason.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** @return SSCC or barcode, or null */
    @Nullable
    String thing() {
        return bag == null ? parcel : bag;
    }

    @Nullable
    String why() {
        return reason == null ? null : reason.strip();
    }
}
