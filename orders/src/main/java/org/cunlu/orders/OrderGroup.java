package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Orders that were placed together and are paid together.
 * @param totalFen sum of its orders, those cancelled since included
 * @param payBy when unpaid orders are given up; null when paid at pickup
 */
public record OrderGroup(
        String groupId,
        String countyCode,
        String accountId,
        String recipientId,
        PaymentChoice payment,
        Status status,
        long totalFen,
        @Nullable Instant payBy,
        Instant placedAt) {
    /** How the whole of it stands towards payment. */
    public enum Status {
        AWAITING_PAYMENT,
        /** The deposit of a presale is paid; when the goods are there the group awaits payment again. */
        DEPOSIT_PAID,
        PAID,
        CASH_DUE,
        EXPIRED,
        CANCELLED
    }
}
