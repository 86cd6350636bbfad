package org.cunlu.orders.ledger;

import java.time.Instant;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;

/** Orders with amounts of one's own. */
final class Samples {
    private Samples() {}

    static Order order(
            String id,
            String seller,
            long goodsFen,
            long freightFen,
            long discountFen,
            long commissionFen,
            long stationFeeFen,
            boolean outside) {
        return new Order(
                id,
                "G",
                "500233",
                "A",
                "R",
                seller,
                "商家",
                outside ? "V2" : "500233",
                outside ? "500233-OUT" : "V1",
                outside,
                new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.READY),
                goodsFen,
                freightFen,
                discountFen,
                goodsFen + freightFen - discountFen,
                0,
                0,
                commissionFen,
                stationFeeFen,
                1_000,
                1_000,
                Instant.EPOCH,
                null,
                outside ? "重庆" : null,
                Instant.EPOCH,
                3);
    }
}
