package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;

/** Orders that their buyer does not want any more. */
public interface Cancellations {
    /**
     * Before it is packed: gives the goods back and, if they were paid, the money.
     * @param key the client's own; the same key has one effect
     * @return the order after it
     * @throws org.cunlu.kernel.problem.ProblemException 404 for none and for another's; 409 {@code too-late}
     */
    OrderSummary byBuyer(String accountId, String orderId, @Nullable String key);
}
