package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Paying by a link that somebody was given; the link is all he needs. An unknown one and one that is void are 404. */
public interface LinkPayments {
    /** @param url to send, or to show as a QR code @param payBy until when it is of use */
    @Serdeable
    @Schema(name = "PayLinks.Link")
    record Link(
            String token,
            String url,
            long totalFen,
            @Nullable Instant payBy) {
        /** Hides the token from logs. */
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** What whoever holds a link is told. @param payable whether it can be paid now */
    @Serdeable
    @Schema(name = "PayLinks.Bill")
    record Bill(
            String groupId,
            long dueFen,
            boolean payable,
            OrderGroup.Status status,
            @Nullable Instant payBy,
            List<String> shops) {}

    Bill show(String token);

    /** Starts a payment of it, as its buyer would. */
    PaymentStarts.Started pay(String token, @Nullable String key, String gateway);
}
