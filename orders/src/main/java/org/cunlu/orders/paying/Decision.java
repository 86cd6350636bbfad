package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * What one operator proposes about money, and another decides.
 * @param subject the payment or the refund
 * @param bankReference of the bank's transfer, for {@link Choice#BANK}
 */
@Serdeable
record Decision(
        String decisionId,
        String countyCode,
        About about,
        String subject,
        Choice choice,
        String reason,
        @Nullable String bankReference,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {
    /** What it is about. */
    enum About {
        /** Money that is held because it is not what was asked for. */
        PAYMENT,
        /** A refund that the gateway refuses. */
        REFUND
    }

    /** What is to become of it. */
    enum Choice {
        /** Held money goes back through its gateway. */
        RETURN,
        /** Held money pays what it was meant for, and what is beyond that goes back. */
        APPLY,
        /** It goes to the buyer's balance. */
        BALANCE,
        /** A refund was paid from the county's bank, by hand. */
        BANK
    }

    enum State {
        OPEN,
        DONE,
        DECLINED
    }
}
