package org.cunlu.orders.weighing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Weighings;
import org.cunlu.orders.WeightUse;
import org.cunlu.orders.weighing.WeighedTable.Weighed;

/** What lines weigh holds from the packing on: once for each, by the line's own row. */
@Singleton
class Settling implements Weighings {
    private final WeighingTable readings;
    private final WeighedTable weighed;
    private final OrderBook book;
    private final Refunds refunds;
    private final Shipments shipments;
    private final Notices notices;
    private final Transactions transactions;

    Settling(
            WeighingTable readings,
            WeighedTable weighed,
            OrderBook book,
            Refunds refunds,
            Shipments shipments,
            Notices notices,
            Transactions transactions) {
        this.readings = readings;
        this.weighed = weighed;
        this.book = book;
        this.refunds = refunds;
        this.shipments = shipments;
        this.notices = notices;
        this.transactions = transactions;
    }

    @Override
    public Map<String, Order> settle(Map<String, Order> orders, Instant at) {
        transactions.require();
        List<String> open = book.unweighed(orders.keySet());
        if (open.isEmpty()) {
            return Map.of();
        }
        var changed = new HashMap<String, Order>();
        Map<String, List<OrderLine>> lines = book.lines(open);
        var last = readings.last(open);
        for (String orderId : open) {
            settle(orders.get(orderId), lines.getOrDefault(orderId, List.of()), last, at);
            changed.put(orderId, book.order(orderId).orElseThrow());
        }
        return changed;
    }

    private void settle(
            Order order, List<OrderLine> lines, Map<WeighingTable.Line, WeighingTable.Reading> last, Instant at) {
        var rows = new ArrayList<Weighed>();
        var weights = new LinkedHashMap<OrderLine, WeightUse>();
        long back = 0;
        for (OrderLine line : lines) {
            if (line.weight() == null || line.weighed()) {
                continue;
            }
            int pieces = line.quantity() - line.shortQuantity();
            var reading = last.get(new WeighingTable.Line(order.orderId(), line.lineNo()));
            long ordered = line.weight().gramsEach() * pieces;
            long got =
                    reading == null ? ordered : reading.of(pieces, line.weight().gramsEach());
            long fen = LineShare.netUntil(line, line.units() - got) - LineShare.netUntil(line, line.unitsGone());
            weights.put(line, line.weight().got(got, reading == null ? pieces : Math.min(pieces, reading.pieces())));
            rows.add(new Weighed(
                    order.orderId(), line.lineNo(), got, fen, reading == null ? null : reading.weighingId()));
            back = Math.addExact(back, fen);
        }
        book.weighed(order, weights, back);
        weighed.insert(order.countyCode(), rows, at);
        if (back > 0) {
            payLess(order, back);
        }
    }

    private void payLess(Order order, long back) {
        boolean paid = order.state().payment() == PaymentStatus.PAID;
        if (paid) {
            refunds.owePart(order, back, Why.WEIGHED);
        } else {
            shipments.askForLess(order.orderId(), Math.subtractExact(order.payableFen(), back));
        }
        notices.tell(
                order.accountId(),
                Notices.Kind.ORDER_WEIGHED,
                Map.of(
                        "order",
                        order.orderId(),
                        "refund",
                        Fen.text(paid ? back : 0),
                        "pay",
                        Fen.text(Math.subtractExact(order.payableFen(), back))));
    }
}
