package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * An order as its seller sees it.
 * @param recipientMasked enough to recognise a parcel's label by, such as 张**; no phone, no address
 * @param dueFen what the seller gets of it: goods less discounts and commission
 */
@Serdeable
public record SellerOrderView(
        String orderId,
        String sellerCode,
        String fromNode,
        String toNode,
        OrderState.Lifecycle lifecycle,
        OrderState.PaymentStatus paymentStatus,
        OrderState.FulfilmentStatus fulfilmentStatus,
        List<OrderLine> lines,
        long goodsFen,
        long discountFen,
        long commissionFen,
        long dueFen,
        Instant promisedAt,
        Instant placedAt,
        @Nullable String recipientMasked) {
    public SellerOrderView {
        lines = List.copyOf(lines);
    }
}
