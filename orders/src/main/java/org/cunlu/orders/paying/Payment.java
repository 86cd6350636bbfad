package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.PaymentView;
import org.cunlu.orders.PaymentView.Status;

/** An attempt to pay a group through a gateway, as it stood when it was read. */
record Payment(
        String paymentId,
        String countyCode,
        String groupId,
        String accountId,
        String gateway,
        long amountFen,
        Status status,
        @Nullable String chargeId,
        @Nullable String payUrl,
        long paidFen,
        Instant createdAt,
        @Nullable Instant paidAt,
        int asked,
        boolean byApp) {
    /** @return whether money came and was dealt with */
    boolean settled() {
        return status == Status.CAPTURED || status == Status.HELD || status == Status.RETURNED;
    }

    PaymentView view() {
        return new PaymentView(paymentId, gateway, status, amountFen, paidFen, createdAt, paidAt);
    }
}
