package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.ending.ShortPickTable.Outcome;

/**
 * An order goes without pieces that were not there when it was picked: what they cost goes back or is not asked for, and an
 * order of which nothing was there is over. Carriage is owed back only with the last piece.
 */
@Singleton
class WentWithout implements Subscriber<PickedShort> {
    private final Ending ending;
    private final OrderBook book;
    private final ShortPickTable table;
    private final Refunds refunds;
    private final Shipments shipments;
    private final Stock stock;
    private final Clock clock;

    WentWithout(
            Ending ending,
            OrderBook book,
            ShortPickTable table,
            Refunds refunds,
            Shipments shipments,
            Stock stock,
            Clock clock) {
        this.ending = ending;
        this.book = book;
        this.table = table;
        this.refunds = refunds;
        this.shipments = shipments;
        this.stock = stock;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders.went-without";
    }

    @Override
    public String topic() {
        return PickedShort.TOPIC;
    }

    @Override
    public Class<PickedShort> type() {
        return PickedShort.class;
    }

    @Override
    public void on(PickedShort event, Heard heard) {
        ending.locked(event.orderId())
                .filter(_ -> !table.known(event.shortId()))
                .ifPresent(order -> goWithout(order, event));
    }

    private void goWithout(Order order, PickedShort event) {
        if (order.state().lifecycle() == Lifecycle.COMPLETED) {
            // Days late: its money has become everybody's due, and what he lacks is settled by hand.
            table.insert(event, order, worth(order, lacking(order, event)), Outcome.AFTER_DELIVERY, clock.instant());
            return;
        }
        Map<OrderLine, Integer> lacking = lacking(order, event);
        long fen = worth(order, lacking);
        if (order.state().lifecycle() == Lifecycle.OPEN) {
            if (event.parcelEmpty()) {
                ending.end(
                        order,
                        FulfilmentStatus.GIVEN_BACK,
                        Why.PICKED_SHORT,
                        Notices.Kind.ORDER_NOT_TO_BE_HAD,
                        event.at());
            } else {
                payBack(order, fen);
            }
        }
        boolean over = order.state().lifecycle() == Lifecycle.OPEN && event.parcelEmpty();
        book.lack(order.state().lifecycle() == Lifecycle.OPEN ? current(order) : order, lacking, fen);
        table.insert(event, order, fen, Outcome.TAKEN_OFF, clock.instant());
        if (over) {
            stock.release(order.orderId());
        }
    }

    /** It may have taken its last step just now. */
    private Order current(Order order) {
        return book.order(order.orderId()).orElseThrow();
    }

    private void payBack(Order order, long fen) {
        boolean paid = order.state().payment() == PaymentStatus.PAID;
        if (paid) {
            refunds.owePart(order, fen, Why.PICKED_SHORT);
        } else {
            shipments.askForLess(order.orderId(), Math.subtractExact(order.payableFen(), fen));
        }
        ending.tell(order, Notices.Kind.ORDER_SHORT, paid ? fen : 0);
    }

    /** @return of the lines with this SKU, the last first, the pieces that each goes without */
    private Map<OrderLine, Integer> lacking(Order order, PickedShort event) {
        var lacking = new LinkedHashMap<OrderLine, Integer>();
        long left = event.pieces();
        List<OrderLine> lines = book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of());
        for (OrderLine line : lines.reversed()) {
            long some = Math.min(left, line.quantity() - line.shortQuantity());
            if (line.skuCode().equals(event.skuCode()) && some > 0) {
                lacking.put(line, Math.toIntExact(some));
                left -= some;
            }
        }
        if (left > 0) {
            throw new IllegalStateException("more is missing than was ordered: order " + order.orderId());
        }
        return lacking;
    }

    /** @return list price of the pieces, less their share of the discount, rounded so that the buyer gets the fen */
    private static long worth(Order order, Map<OrderLine, Integer> lacking) {
        long goods = 0;
        for (var each : lacking.entrySet()) {
            goods = Math.addExact(goods, Math.multiplyExact(each.getKey().unitPriceFen(), each.getValue()));
        }
        long discount = BigInteger.valueOf(order.discountFen())
                .multiply(BigInteger.valueOf(goods))
                .divide(BigInteger.valueOf(order.goodsFen()))
                .longValueExact();
        return goods - discount;
    }
}
