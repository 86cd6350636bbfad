package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.Reviews.State;

/**
 * A review as it stands.
 * @param stars 1 to 5
 * @param editUntil until when its writer may change it
 * @param reports how many asked the county to look at it
 * @param decided why the county hid it, or showed it again; null while it did neither
 */
record Review(
        String reviewId,
        String countyCode,
        String orderId,
        int lineNo,
        String accountId,
        String recipientId,
        String sellerCode,
        String productCode,
        String productName,
        int stars,
        String words,
        State state,
        Instant writtenAt,
        @Nullable Instant editedAt,
        Instant editUntil,
        @Nullable String reply,
        @Nullable Instant repliedAt,
        int reports,
        @Nullable String decided,
        int version) {}
