package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
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
import org.cunlu.orders.LineShare;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Resourcing;
import org.cunlu.orders.ending.ShortPickTable.Outcome;

/**
 * An order goes without pieces that were not there when it was picked. Others serve them where they can ({@link Resourcing});
 * what the rest cost goes back or is not asked for, and an order of which nothing was there is over. Carriage is owed back only with the last piece.
 */
@Singleton
class WentWithout implements Subscriber<PickedShort> {
    private final Ending ending;
    private final OrderBook book;
    private final ShortPickTable table;
    private final Resourcing resourcing;
    private final Refunds refunds;
    private final Shipments shipments;
    private final PlacingRules rules;
    private final Stock stock;
    private final Clock clock;

    WentWithout(
            Ending ending,
            OrderBook book,
            ShortPickTable table,
            Resourcing resourcing,
            Refunds refunds,
            Shipments shipments,
            PlacingRules rules,
            Stock stock,
            Clock clock) {
        this.ending = ending;
        this.book = book;
        this.table = table;
        this.resourcing = resourcing;
        this.refunds = refunds;
        this.shipments = shipments;
        this.rules = rules;
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
            table.insert(event, order, worth(lacking(order, event)), Outcome.AFTER_DELIVERY, clock.instant());
            return;
        }
        Map<OrderLine, Integer> lacking = lacking(order, event);
        long fen = worth(lacking);
        if (order.state().lifecycle() == Lifecycle.OPEN) {
            var served = serve(order, lacking, event);
            settle(order, event, fen, lacking, served);
        }
        boolean over = order.state().lifecycle() == Lifecycle.OPEN && event.parcelEmpty();
        book.lack(order.state().lifecycle() == Lifecycle.OPEN ? current(order) : order, lacking, fen);
        table.insert(event, order, fen, Outcome.TAKEN_OFF, clock.instant());
        if (over) {
            stock.release(order.orderId());
        }
    }

    /** What is packed and weighed stays as it is: nobody replaces what is missing of it. */
    private Resourcing.Served serve(Order order, Map<OrderLine, Integer> lacking, PickedShort event) {
        if (lacking.keySet().stream().anyMatch(OrderLine::weighed)) {
            return Resourcing.Served.NOTHING;
        }
        return resourcing.serve(order, lacking, event.parcelEmpty(), event.shortId());
    }

    /** @param fen what all of it costs */
    private void settle(
            Order order, PickedShort event, long fen, Map<OrderLine, Integer> lacking, Resourcing.Served served) {
        long back = fen - served.fen();
        rules.emptied(order, emptied(lacking, served));
        if (event.parcelEmpty() && !served.pieces().isEmpty()) {
            ending.handOver(order, back, event.at());
            rules.giveBack(order, unserved(lacking, served));
        } else if (event.parcelEmpty()) {
            ending.end(
                    order, FulfilmentStatus.GIVEN_BACK, Why.PICKED_SHORT, Notices.Kind.ORDER_NOT_TO_BE_HAD, event.at());
            return;
        } else {
            payLess(order, fen, back);
            rules.giveBack(order, unserved(lacking, served));
        }
        if (back > 0) {
            ending.tell(order, Notices.Kind.ORDER_SHORT, order.state().payment() == PaymentStatus.PAID ? back : 0);
        }
    }

    /** What sisters serve counts with them, under the same right; their pieces went first. */
    private static Map<OrderLine, Integer> unserved(Map<OrderLine, Integer> lacking, Resourcing.Served served) {
        var unserved = new LinkedHashMap<OrderLine, Integer>();
        lacking.forEach((line, pieces) -> {
            int theirs = served.pieces().getOrDefault(line, 0);
            if (pieces > theirs) {
                unserved.put(line.without(theirs), pieces - theirs);
            }
        });
        return unserved;
    }

    /** @return lines of which sisters serve all that they still had */
    private static List<OrderLine> emptied(Map<OrderLine, Integer> lacking, Resourcing.Served served) {
        return lacking.keySet().stream()
                .filter(line -> served.pieces().getOrDefault(line, 0) == line.quantity() - line.shortQuantity())
                .toList();
    }

    /** It may have taken its last step just now. */
    private Order current(Order order) {
        return book.order(order.orderId()).orElseThrow();
    }

    private void payLess(Order order, long fen, long back) {
        if (order.state().payment() != PaymentStatus.PAID) {
            shipments.askForLess(order.orderId(), Math.subtractExact(order.payableFen(), fen));
        } else if (back > 0) {
            refunds.owePart(order, back, Why.PICKED_SHORT);
        }
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

    /** @return what its buyer would have paid for them, so that all parts of a line add up to what the line costs */
    private static long worth(Map<OrderLine, Integer> lacking) {
        long worth = 0;
        for (var each : lacking.entrySet()) {
            OrderLine line = each.getKey();
            worth = Math.addExact(worth, LineShare.missingFen(line, each.getValue()));
        }
        return worth;
    }
}
