package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One paper as it was handed in and what became of it.
 * @param number as it may be shown
 * @param validUntil its last day; null when it does not end
 */
@Serdeable
record SellerItem(
        String id,
        String sellerCode,
        Item item,
        State state,
        String number,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String submittedBy,
        Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {
    enum State {
        SUBMITTED,
        APPROVED,
        DECLINED,
        /** Another took its place. */
        REPLACED,
        EXPIRED
    }

    boolean holds(LocalDate day) {
        return state == State.APPROVED
                && (validFrom == null || !validFrom.isAfter(day))
                && (validUntil == null || !validUntil.isBefore(day));
    }

    /** Hides the number from logs. */
    @Override
    public String toString() {
        return "SellerItem[" + id + ", " + item + ", " + state + "]";
    }
}
