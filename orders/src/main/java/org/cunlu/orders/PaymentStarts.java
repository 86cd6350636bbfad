package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** Starting to pay a group. */
public interface PaymentStarts {
    /** @param payUrl where the buyer pays, at the gateway */
    @Serdeable
    record Started(
            String paymentId,
            @Nullable String chargeId,
            @Nullable String payUrl,
            long amountFen) {}

    /**
     * For somebody who is not its buyer, but was given a link.
     * @param accountId the buyer's
     * @throws org.cunlu.kernel.problem.ProblemException as the payment of an own group; 403 {@code balance-not-by-link}
     */
    Started start(String accountId, String groupId, String key, String gateway);

    /**
     * For the buyer himself, who may pay from his balance too: then it is paid at once, and leads nowhere.
     * @throws org.cunlu.kernel.problem.ProblemException as the payment of an own group; 409 {@code balance-too-low}
     */
    Started startOwn(String accountId, String groupId, String key, String gateway);
}
