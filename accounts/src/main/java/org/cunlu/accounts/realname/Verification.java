package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A document that was handed in, opened.
 * @param name as on the document; null when its person was forgotten, as is the document
 * @param validUntil its own last day; null when it has none
 * @param decidedBy account id of the reviewer, or {@code name-service}
 */
record Verification(
        String verificationId,
        String accountId,
        String countyCode,
        @Nullable String name,
        @Nullable IdentityDocument document,
        @Nullable String fileReference,
        @Nullable LocalDate validUntil,
        State state,
        Instant handedInAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String reason) {
    /** How it stands. */
    enum State {
        PENDING,
        APPROVED,
        DECLINED,
        /** Another of the same person came after it. */
        REPLACED,
        /** The document's last day has passed. */
        EXPIRED,
        ERASED
    }

    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Verification[" + verificationId + "]";
    }
}
