package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Commissions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderPaid;
import org.cunlu.orders.OrderPlaced;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PaidChange;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Shopper;

/** An order takes the place of another, with its goods, its room and its money. Joins the caller's transaction. */
@Singleton
class Replacement {
    private final OrderBook book;
    private final Quotes quotes;
    private final PlacingRules rules;
    private final Ledger ledger;
    private final Refunds refunds;
    private final Stock stock;
    private final DepartureRoom room;
    private final Shipments shipments;
    private final ChangeTable table;
    private final Notices notices;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Replacement(
            OrderBook book,
            Quotes quotes,
            PlacingRules rules,
            Ledger ledger,
            Refunds refunds,
            Stock stock,
            DepartureRoom room,
            Shipments shipments,
            ChangeTable table,
            Notices notices,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.quotes = quotes;
        this.rules = rules;
        this.ledger = ledger;
        this.refunds = refunds;
        this.stock = stock;
        this.room = room;
        this.shipments = shipments;
        this.table = table;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param made what is there instead */
    record Done(Order made, Changed changed) {}

    /**
     * @param order open, allocated, locked
     * @throws ProblemException {@code too-late}, {@code total-changed}, {@code change-splits}, {@code sold-out}
     * @throws CostsMore than the order has and its buyer pays more
     * @throws PaidChange.NoRoom to be tried again
     */
    Done instead(String actor, Order order, Plan wanted, List<CartLine> cart, List<String> coupons) {
        transactions.require();
        if (!shipments.withdraw(order.orderId())) {
            throw Making.tooLate();
        }
        rules.giveBack(List.of(order));
        stock.release(order.orderId());
        room.free(List.of(order.orderId()));
        Quote quote = quotes.quote(
                cart,
                new Shopper(order.accountId(), Shopper.Channel.SHOP, coupons),
                wanted.destination(),
                book.group(order.groupId()).orElseThrow().payment());
        Quote.Shipment shipment = one(order, quote);
        boolean cash = order.state().payment() == PaymentStatus.CASH_DUE;
        check(wanted, shipment);
        long has = cash ? order.payableFen() : order.heldFen();
        long less = Math.subtractExact(Math.addExact(has, wanted.moreFen()), shipment.totalFen());
        if (less < 0) {
            throw new CostsMore(changed(null, order, wanted, shipment, quote, 0, -less));
        }
        long back = cash ? 0 : less;
        Order made = keep(actor, order, wanted, shipment, cash, back);
        return new Done(made, changed(made.orderId(), order, wanted, shipment, quote, back, wanted.moreFen()));
    }

    private static Changed changed(
            @Nullable String into,
            Order order,
            Plan wanted,
            Quote.Shipment shipment,
            Quote quote,
            long back,
            long more) {
        return new Changed(
                into,
                order.payableFen(),
                shipment.totalFen(),
                back,
                more,
                null,
                null,
                elsewhere(order, wanted, shipment),
                shipment.promisedAt(),
                quote);
    }

    private static boolean elsewhere(Order order, Plan wanted, Quote.Shipment shipment) {
        return wanted.recipientId() != null
                || order.outside() != shipment.outside()
                || !order.toNode().equals(shipment.toNode())
                || !Objects.equals(order.province(), shipment.province());
    }

    private static Quote.Shipment one(Order order, Quote quote) {
        Quote.Shipment shipment = quote.shipments().getFirst();
        if (quote.shipments().size() > 1
                || shipment.expectedOn() != null
                || !shipment.sellerCode().equals(order.sellerCode())) {
            throw ProblemException.of(
                    409,
                    "change-splits",
                    "改后须分开发货 · It would have to be sent in parts",
                    "请取消后重新下单 · Cancel it and order again");
        }
        return shipment;
    }

    private static void check(Plan wanted, Quote.Shipment shipment) {
        if (wanted.quotedTotalFen() != null && wanted.quotedTotalFen() != shipment.totalFen()) {
            throw ProblemException.of(
                            409, "total-changed", "总价已变 · The total has changed", "请确认新总价后再改 · Confirm the new total")
                    .fact("totalFen", shipment.totalFen());
        }
    }

    private Order keep(String actor, Order order, Plan wanted, Quote.Shipment shipment, boolean cash, long back) {
        Instant now = clock.instant();
        Ledger.Terms agreed = ledger.terms(
                shipment.sellerCode(),
                shipment.lines().stream().map(Commissions.Item::of).toList());
        Order made = order(order, wanted, shipment, agreed, now);
        var lines = new ArrayList<OrderLine>();
        for (Quote.Line line : shipment.lines()) {
            lines.add(line.of(made.orderId(), lines.size() + 1)
                    .with(agreed.lines().get(lines.size())));
        }
        book.add(made, lines, actor, Why.CHANGED);
        move(order, made, cash, back, actor, now);
        table.insert(order, made, back, wanted.moreFen(), wanted.reason(), actor, now);
        if (!(rules.take(List.of(made), lines, now) instanceof PlacingRule.Answer.Taken)) {
            throw ProblemException.of(
                    409, "total-changed", "优惠或额度已变 · What it could be sold for has changed", "请重新询价 · Ask again");
        }
        take(order, made, shipment, cash);
        tell(order, made, back, now);
        return made;
    }

    private Order order(Order order, Plan wanted, Quote.Shipment shipment, Ledger.Terms agreed, Instant now) {
        return new Order(
                ids.next(),
                order.groupId(),
                shipment.countyCode(),
                order.accountId(),
                wanted.recipientId() == null ? order.recipientId() : wanted.recipientId(),
                order.sellerCode(),
                order.sellerName(),
                shipment.fromNode(),
                shipment.toNode(),
                shipment.outside(),
                new OrderState(Lifecycle.OPEN, order.state().payment(), FulfilmentStatus.ALLOCATED),
                shipment.goodsFen(),
                shipment.freightFen(),
                shipment.discountFen(),
                shipment.totalFen(),
                0,
                0,
                agreed.commissionFen(),
                agreed.stationFeeFen(),
                shipment.weightGrams(),
                shipment.volumeCm3(),
                shipment.promisedAt(),
                shipment.arrival(),
                shipment.province(),
                now,
                1);
    }

    /** What was paid pays for the new one; what is beyond goes back. */
    private void move(Order order, Order made, boolean cash, long back, String actor, Instant now) {
        if (!cash) {
            refunds.shift(order, made.orderId(), made.totalFen());
            ledger.moved(order, made);
            if (back > 0) {
                refunds.owePart(order, back, Why.CHANGED);
            }
        }
        book.move(
                order,
                new OrderState(
                        Lifecycle.CANCELLED,
                        back > 0 ? PaymentStatus.REFUND_DUE : PaymentStatus.UNPAID,
                        FulfilmentStatus.GIVEN_BACK),
                now,
                actor,
                Why.CHANGED);
    }

    private void take(Order order, Order made, Quote.Shipment shipment, boolean cash) {
        List<StockLine> goods = shipment.lines().stream()
                .map(line -> new StockLine(line.skuCode(), made.fromNode(), line.quantity(), line.allotmentId()))
                .toList();
        shipments.book(new Shipments.Booking(
                made.orderId(),
                made.countyCode(),
                made.fromNode(),
                made.toNode(),
                made.recipientId(),
                cash ? made.totalFen() : 0,
                goods,
                new Promise.Kept(shipment.legs(), shipment.promisedAt(), shipment.arrival())));
        if (!stock.reserve(made.countyCode(), Map.of(made.orderId(), goods), true)) {
            throw ProblemException.of(409, "sold-out", "库存不足 · Sold out", null);
        }
        var way = new DepartureRoom.Way(shipment.legs(), new Load(made.weightGrams(), made.volumeCm3()));
        if (!room.hold(order.countyCode(), Map.of(made.orderId(), way))) {
            throw new PaidChange.NoRoom(shipment.legs());
        }
    }

    private void tell(Order order, Order made, long back, Instant now) {
        outbox.append(
                new OrderCancelled(order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), now));
        outbox.append(new OrderPlaced(made.orderId(), made.groupId(), made.sellerCode(), made.totalFen(), now));
        outbox.append(new OrderPaid(made.orderId(), made.groupId(), made.sellerCode(), made.totalFen(), now));
        notices.tell(
                order.accountId(),
                Notices.Kind.ORDER_CHANGED,
                Map.of(
                        "order",
                        order.orderId(),
                        "into",
                        made.orderId(),
                        "pay",
                        Fen.text(made.totalFen()),
                        "refund",
                        Fen.text(back)));
    }
}
