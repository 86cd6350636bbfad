package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Finds orders for an operator, within his counties; another county's are as if they were not there. */
public interface OrderFinder {
    /** An order, as far as he needs it to go on. */
    @Serdeable
    @Schema(name = "FoundOrder")
    record Found(
            String orderId,
            String groupId,
            String buyer,
            String sellerCode,
            String sellerName,
            String toNode,
            String lifecycle,
            String payment,
            String fulfilment,
            long totalFen,
            Instant placedAt) {}

    /** @param number of an order or of a group of orders */
    List<Found> numbered(Collection<String> counties, String number, int limit);

    /** @return orders that these accounts placed or that go to these recipients, the newest first */
    List<Found> of(
            Collection<String> counties, Collection<String> accountIds, Collection<String> recipientIds, int limit);
}
