package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.orders.Destination;

/**
 * What a change comes down to, its recipient kept.
 * @param recipientId null for the same
 * @param quotedTotalFen what it must cost; null for whatever it does
 * @param moreFen what its buyer pays beyond what the order has: with it in the books, or in cash
 */
record Plan(
        Destination destination,
        @Nullable String recipientId,
        @Nullable Long quotedTotalFen,
        long moreFen,
        String reason) {}
