package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * An attempt to pay.
 * @param amountFen what was asked for
 * @param paidFen what arrived; another amount than asked for makes it HELD
 */
@Serdeable
public record PaymentView(
        String paymentId,
        String gateway,
        Status status,
        long amountFen,
        long paidFen,
        Instant createdAt,
        @Nullable Instant paidAt) {
    /** How it stands. */
    public enum Status {
        /** We have it, the gateway may not know of it yet. */
        BEGUN,
        /** The buyer can pay. */
        PENDING,
        /** The money is there and has its effect. */
        CAPTURED,
        /** Money is there, but not what was asked for; a person decides. */
        HELD,
        /** Never paid; not asked for any more. */
        CLOSED,
        /** It was held, and goes back or went to the buyer's balance. */
        RETURNED
    }
}
