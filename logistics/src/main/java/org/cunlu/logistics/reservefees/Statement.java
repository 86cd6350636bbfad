package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a holder is due for a period.
 * @param until last day @param corrects the signed one whose place it shall take @param beforeFen what that one came to
 * @param inputs hash of all that it was reckoned from
 */
@Serdeable
record Statement(
        String statementId,
        String levelCode,
        String holdingCode,
        String holderName,
        LocalDate from,
        LocalDate until,
        int version,
        @Nullable String corrects,
        State state,
        String why,
        long interestFen,
        long storageFen,
        long spreadFen,
        long clawbackFen,
        long netFen,
        long beforeFen,
        String inputs,
        String madeBy,
        Instant madeAt,
        @Nullable String reviewedBy,
        @Nullable String approvedBy) {
    /** Its life: DRAFT, REVIEWED, SIGNED, then REPLACED by a correction; DROPPED when reckoned anew before that. */
    enum State {
        DRAFT,
        REVIEWED,
        SIGNED,
        REPLACED,
        DROPPED
    }

    boolean open() {
        return state == State.DRAFT || state == State.REVIEWED;
    }

    boolean samePeriod(LocalDate otherFrom, LocalDate otherUntil) {
        return from.equals(otherFrom) && until.equals(otherUntil);
    }

    String words() {
        return state + " v" + version + " " + holdingCode + " " + from + ".." + until + " net " + netFen;
    }
}
