package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;

/**
 * One side of a journal.
 * @param account code of the chart
 * @param orderId the order it concerns, if it is one order's
 * @param amountFen above 0 debit, below 0 credit; never 0
 */
record Posting(String account, @Nullable String orderId, long amountFen) {
    Posting {
        if (amountFen == 0) {
            throw new IllegalArgumentException("posting of nothing to " + account);
        }
    }
}
