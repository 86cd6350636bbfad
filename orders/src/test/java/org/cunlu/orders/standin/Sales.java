package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.Trade;

/** Sales that are delivered at once, for tests of what comes after: rows and books as the real way leaves them. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Sales {
    private static final String COUNTY = "500233";

    private final Ledger ledger;
    private final OrderBook book;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Sales(Ledger ledger, OrderBook book, Transactions transactions, Ids ids, Clock clock) {
        this.ledger = ledger;
        this.book = book;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Ten pieces at a tenth of it, 5 % commission; handed over at a station for 60 fen of a carriage of 200. */
    public Order sold(String seller, long goodsFen, String station) {
        String id = ids.next();
        long commission = goodsFen / 20;
        var group = new OrderGroup(
                ids.next(),
                COUNTY,
                "B",
                "R",
                PaymentChoice.ONLINE,
                OrderGroup.Status.AWAITING_PAYMENT,
                goodsFen + 200,
                clock.instant(),
                clock.instant());
        var order = new Order(
                id,
                group.groupId(),
                COUNTY,
                "B",
                "R",
                seller,
                seller,
                COUNTY,
                station,
                false,
                new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.RESERVED),
                goodsFen,
                200,
                0,
                goodsFen + 200,
                0,
                0,
                commission,
                60,
                1_000,
                1_000,
                clock.instant(),
                null,
                null,
                clock.instant(),
                1);
        var line = new OrderLine(id, 1, "F", "SKU", "=货", 10, 0, goodsFen / 10, goodsFen, null, null, null)
                .with(new LineTerms("RICE", Trade.CONSUMER_GOODS, 0, 0, commission, commission * 6 / 106));
        return transactions.run(() -> {
            book.open(group, List.of(order), List.of(line));
            ledger.captured(COUNTY, "SANDBOX", ids.next(), Map.of(id, order.totalFen()));
            Order paid = move(
                    order,
                    new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.ALLOCATED),
                    Why.PAYMENT_CAPTURED);
            ledger.delivered(paid, station);
            return move(
                    paid,
                    new OrderState(Lifecycle.COMPLETED, PaymentStatus.PAID, FulfilmentStatus.HANDED_OVER),
                    Why.DELIVERED);
        });
    }

    /** Some pieces come back, and the seller bears it. */
    public void takenBack(Order order, int pieces) {
        transactions.run(() -> {
            book.lock(order.groupId());
            ledger.reversed(
                    order,
                    new Reversal(
                            ids.next(),
                            List.of(new Reversal.Part(1, pieces, order.goodsFen() / 10 * pieces)),
                            0,
                            Reversal.Fault.SELLER,
                            null));
        });
    }

    private Order move(Order order, OrderState to, Why why) {
        return book.move(order, to, clock.instant(), "test", why);
    }
}
