package org.cunlu.orders.sandbox;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** What the sandbox tells the merchant. @param status {@code PAID} */
@Serdeable
record NoticeBody(
        String noticeId,
        String merchantId,
        String paymentId,
        String chargeId,
        String status,
        String currency,
        long paidFen,
        Instant paidAt) {}
