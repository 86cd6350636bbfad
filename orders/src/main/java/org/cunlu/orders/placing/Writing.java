package org.cunlu.orders.placing;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderPaid;
import org.cunlu.orders.OrderPlaced;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/** Writes a group, its orders and what is told of them. */
@Singleton
class Writing {
    private final OrderBook book;
    private final Shipments shipments;
    private final Ledger ledger;
    private final Outbox outbox;

    Writing(OrderBook book, Shipments shipments, Ledger ledger, Outbox outbox) {
        this.book = book;
        this.shipments = shipments;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    Draft draft(Draft.Frame frame, Quote quote, Supplier<String> ids) {
        return Draft.of(frame, quote, ids, ledger::terms);
    }

    void keep(Draft draft) {
        book.open(draft.group(), draft.orders(), draft.lines());
        outbox.appendAll(draft.orders().stream().map(Writing::placed).toList());
        if (draft.group().payment() == PaymentChoice.CASH_AT_PICKUP) {
            // Nothing to wait for: the parcels are booked with the orders.
            draft.bookings().forEach(shipments::book);
            outbox.appendAll(draft.orders().stream().map(Writing::paid).toList());
        }
    }

    private static OrderPlaced placed(Order order) {
        return new OrderPlaced(
                order.orderId(), order.groupId(), order.sellerCode(), order.totalFen(), order.placedAt());
    }

    private static OrderPaid paid(Order order) {
        return new OrderPaid(order.orderId(), order.groupId(), order.sellerCode(), order.totalFen(), order.placedAt());
    }
}
