package org.cunlu.orders.presale;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.presale.PresaleOrderTable.Sold;
import org.cunlu.orders.presale.PresaleOrderTable.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of each order what its share of the harvest is: it pays less, or has money back, to the fen; what is paid is sent, and
 * for the rest of a deposit is asked. Each order in a transaction of its own, once, whoever dies in between.
 */
@Singleton
class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final String ACTOR = "logistics";
    /** How often others may fill a departure first. */
    private static final int DEPARTURES_MAX = 10;

    private final PresaleTable presales;
    private final PresaleOrderTable sold;
    private final OrderBook book;
    private final PlacingRules rules;
    private final Refunds refunds;
    private final GivingUp givingUp;
    private final Stock stock;
    private final DepartureRoom room;
    private final Shipments shipments;
    private final Promises promises;
    private final Skus skus;
    private final Notices notices;
    private final Transactions transactions;
    private final Clock clock;

    Settling(
            PresaleTable presales,
            PresaleOrderTable sold,
            OrderBook book,
            PlacingRules rules,
            Refunds refunds,
            GivingUp givingUp,
            Stock stock,
            DepartureRoom room,
            Shipments shipments,
            Promises promises,
            Skus skus,
            Notices notices,
            Transactions transactions,
            Clock clock) {
        this.presales = presales;
        this.sold = sold;
        this.book = book;
        this.rules = rules;
        this.refunds = refunds;
        this.givingUp = givingUp;
        this.stock = stock;
        this.room = room;
        this.shipments = shipments;
        this.promises = promises;
        this.skus = skus;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Others hold the room that was found: everything must be rolled back. */
    private static final class RoomGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RoomGone() {
            super("room gone", null, false, false);
        }
    }

    /** @param limit of a page; all pages are gone through  @return how many orders were settled by this call */
    int settle(int limit) {
        int settled = 0;
        String after = "";
        List<String> some;
        // Those that cannot be settled now must not stand before the others for ever.
        do {
            String from = after;
            some = transactions.read(() -> sold.shared(from, limit));
            for (String orderId : some) {
                settled += attempt(orderId) ? 1 : 0;
                after = orderId;
            }
        } while (some.size() == limit);
        return settled;
    }

    private boolean attempt(String orderId) {
        try {
            return settle(orderId);
        } catch (RuntimeException e) {
            // It is tried again, and stops no other.
            LOG.warn("order {} of a presale could not be settled", orderId, e);
            return false;
        }
    }

    private boolean settle(String orderId) {
        for (int full = 0; full < DEPARTURES_MAX; full++) {
            Order seen = book.order(orderId).orElseThrow();
            Promise way = way(seen);
            if (way instanceof Promise.Kept kept) {
                room.prepare(kept.legs());
            }
            try {
                return transactions.run(() -> once(orderId, way));
            } catch (RoomGone e) {
                if (way instanceof Promise.Kept kept) {
                    room.refresh(kept.legs());
                }
            }
        }
        return false;
    }

    private Promise way(Order order) {
        List<OrderLine> lines = book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of());
        Set<StorageClass> classes =
                skus.find(lines.stream().map(OrderLine::skuCode).collect(Collectors.toSet())).values().stream()
                        .map(Sku::storageClass)
                        .collect(Collectors.toSet());
        var load = new Load(order.weightGrams(), order.volumeCm3(), 1, StorageClass.strictest(classes));
        return order.province() == null
                ? promises.promise(order.fromNode(), order.toNode(), load, clock.instant())
                : promises.outside(order.fromNode(), order.toNode(), order.province(), load, clock.instant());
    }

    private boolean once(String orderId, Promise way) {
        book.lock(book.order(orderId).orElseThrow().groupId());
        Order order = book.order(orderId).orElseThrow();
        Sold each = sold.find(orderId).orElseThrow();
        if (each.state() != State.SHARED) {
            return false;
        }
        if (order.state().lifecycle() != Lifecycle.OPEN || order.state().fulfilment() != FulfilmentStatus.EXPECTED) {
            // Cancelled in between: what was its share is on the shelf again.
            return sold.settle(orderId, 0, 0);
        }
        OrderLine line = book.lines(List.of(orderId)).get(orderId).getFirst();
        int without = Math.toIntExact(each.pieces() - each.given());
        long cut = order.worthFen(Math.multiplyExact(line.unitPriceFen(), (long) without));
        if (without > 0) {
            book.lack(order, Map.of(line, without), cut);
            rules.giveBack(order, Map.of(line, without));
            order = book.order(orderId).orElseThrow();
        }
        // What was paid beyond what it costs now.
        long paid = order.state().payment() == PaymentStatus.PAID ? order.totalFen() : order.depositFen();
        long back = Math.max(0, paid - order.payableFen());
        if (back > 0) {
            refunds.owePart(order, back, Why.PRESALE_CUT);
        }
        sold.settle(orderId, cut, back);
        if (paid >= order.payableFen() && !(way instanceof Promise.Kept) && givingUp.due(each.presaleId())) {
            givingUp.end(order);
            return true;
        }
        Why why = without > 0 ? Why.PRESALE_CUT : Why.GOODS_CAME;
        if (paid >= order.payableFen()) {
            send(order, each, back, way, why);
        } else {
            askForRest(order, each, why);
        }
        return true;
    }

    private void send(Order order, Sold each, long back, Promise way, Why why) {
        if (!(way instanceof Promise.Kept kept)) {
            throw new IllegalStateException("no way leads there now: order " + order.orderId() + ", " + way);
        }
        Instant now = clock.instant();
        // A deposit that covers it all leaves nothing to ask for.
        book.move(order.groupId(), OrderGroup.Status.DEPOSIT_PAID, OrderGroup.Status.PAID);
        book.move(
                order,
                new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.ALLOCATED),
                kept,
                now,
                ACTOR,
                why);
        shipments.book(new Shipments.Booking(
                order.orderId(),
                order.countyCode(),
                order.fromNode(),
                order.toNode(),
                order.recipientId(),
                0,
                book.stockLines(List.of(order)).get(order.orderId()),
                kept));
        notices.tell(
                order.accountId(),
                Notices.Kind.PRESALE_COMES,
                Map.of(
                        "order",
                        order.orderId(),
                        "pieces",
                        Long.toString(each.given()),
                        "ordered",
                        Long.toString(each.pieces()),
                        "refund",
                        Fen.text(back),
                        "date",
                        kept.arrival().date().toString()));
        stock.allocate(order.orderId());
        var hold = new DepartureRoom.Way(kept.legs(), new Load(order.weightGrams(), order.volumeCm3()));
        if (!room.hold(order.countyCode(), Map.of(order.orderId(), hold))) {
            throw new RoomGone();
        }
    }

    private void askForRest(Order order, Sold each, Why why) {
        Instant now = clock.instant();
        Presale presale = presales.find(each.presaleId()).orElseThrow();
        Instant payBy = now.plus(Duration.ofDays(presale.terms().balanceDays()));
        Order asked = book.move(
                order,
                new OrderState(Lifecycle.OPEN, PaymentStatus.BALANCE_DUE, FulfilmentStatus.RESERVED),
                now,
                ACTOR,
                why);
        sold.askedForRest(order.orderId(), payBy);
        if (!book.awaitBalance(order.groupId(), payBy)) {
            throw new IllegalStateException("a deposit's group does not wait for the rest: " + order.groupId());
        }
        notices.tell(
                order.accountId(),
                Notices.Kind.PRESALE_BALANCE,
                Map.of(
                        "order",
                        order.orderId(),
                        "pieces",
                        Long.toString(each.given()),
                        "ordered",
                        Long.toString(each.pieces()),
                        "amount",
                        Fen.text(asked.dueFen()),
                        "date",
                        CountyTime.date(payBy).toString()));
    }
}
