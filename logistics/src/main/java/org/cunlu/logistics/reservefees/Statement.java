package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

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

    /** @param base the signed one that it corrects; null for none */
    static Statement draft(
            String id,
            String levelCode,
            String holdingCode,
            LocalDate from,
            LocalDate until,
            int version,
            @Nullable Statement base,
            String why,
            Assessing.Assessed assessed,
            String by,
            Instant at) {
        List<Reckoned> lines = assessed.lines();
        long interest = lines.stream().mapToLong(Reckoned::interestFen).sum();
        long storage = lines.stream().mapToLong(Reckoned::storageFen).sum();
        long spread = lines.stream().mapToLong(Reckoned::spreadFen).sum();
        long clawback = lines.stream().mapToLong(Reckoned::clawbackFen).sum();
        return new Statement(
                id,
                levelCode,
                holdingCode,
                lines.getFirst().contract().holderName(),
                from,
                until,
                version,
                base == null ? null : base.statementId(),
                State.DRAFT,
                why,
                interest,
                storage,
                spread,
                clawback,
                interest + storage + spread - clawback,
                base == null ? 0 : base.netFen(),
                assessed.inputs(),
                by,
                at,
                null,
                null);
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
