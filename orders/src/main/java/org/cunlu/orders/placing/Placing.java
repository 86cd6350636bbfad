package org.cunlu.orders.placing;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.InputSales;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.OrderPlacing;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.PlacingRule.Answer;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;

/**
 * Makes orders of a cart. All questions that may take long (offers, stock, promises) are asked before the one transaction;
 * inside it the cart is locked and must be what was reckoned with, the orders are written, and what rules count, the stock
 * and then the room on departures are taken last. What became untrue in between is found there and reckoned again.
 */
@Singleton
class Placing implements OrderPlacing {
    private static final Moment RECKONED = Moment.named("placing.reckoned");
    private static final Moment WRITTEN = Moment.named("placing.written");
    private static final Moment HELD = Moment.named("placing.held");
    private static final Moment COMMITTED = Moment.named("placing.committed");

    /** How often the world may change under one request before it is told so. */
    private static final int ATTEMPTS_MAX = 3;
    /** How often others may fill a departure first: each time the next one is promised. */
    private static final int DEPARTURES_MAX = 10;

    private final Carts carts;
    private final LiveSlots live;
    private final Quotes quotes;
    private final Writing writing;
    private final PlacingRules rules;
    private final InputSales inputs;
    private final ExpectedSupply expected;
    private final Stock stock;
    private final DepartureRoom room;
    private final Promised promised;
    private final Patience patience;
    private final Recipients recipients;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;
    private final int patienceDays;

    Placing(
            Carts carts,
            LiveSlots live,
            Quotes quotes,
            Writing writing,
            PlacingRules rules,
            InputSales inputs,
            ExpectedSupply expected,
            Stock stock,
            DepartureRoom room,
            Promised promised,
            Patience patience,
            Recipients recipients,
            Idempotency idempotency,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode,
            @Value("${cunlu.orders.backorder-patience-days:7}") int patienceDays) {
        this.carts = carts;
        this.live = live;
        this.quotes = quotes;
        this.writing = writing;
        this.rules = rules;
        this.inputs = inputs;
        this.expected = expected;
        this.stock = stock;
        this.room = room;
        this.promised = promised;
        this.patience = patience;
        this.recipients = recipients;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
        this.patienceDays = patienceDays;
    }

    /** How an attempt ended that may be made again: somebody else bought or changed something in between. */
    private enum Moved {
        CART,
        RULE,
        STOCK,
        ROOM
    }

    /** Ends a transaction without keeping anything. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Moved what;
        private final transient ProblemException told;

        /** @param told what the buyer is told in the end; null where that follows from {@code what} */
        Overtaken(Moved what, @Nullable ProblemException told) {
            super(what.name(), null, false, false);
            this.what = what;
            this.told = told;
        }
    }

    @Override
    public GroupView place(String accountId, String key, PlaceOrder order) {
        return place(Errand.own(accountId, order), key, order);
    }

    GroupView place(Errand errand, String key, PlaceOrder order) {
        try {
            checkAddress(order);
            List<CartLine> cart = errand.lines(carts);
            return live.inTurn(cart, () -> attempt(errand, key, order, cart));
        } catch (ProblemException e) {
            // A retry finds its cart sold already: by itself. Whoever had no success before is told what is wrong.
            return before(errand, key).orElseThrow(() -> e);
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            return before(errand, key).orElseThrow(() -> e);
        }
    }

    private Optional<GroupView> before(Errand errand, String key) {
        return idempotency.remembered(errand.owner(), errand.operation(), key, errand.request(), GroupView.class);
    }

    /** @param first the cart as it was before the first attempt */
    private GroupView attempt(Errand errand, String key, PlaceOrder order, List<CartLine> first) {
        Duration payWindow = patience.windowFor(errand.accountId(), order.payment(), clock.instant());
        int overtaken = 0;
        int full = 0;
        while (true) {
            List<CartLine> cart = overtaken + full == 0 ? first : errand.lines(carts);
            Quote quote = quotes.quote(cart, errand.shopper(), order.destination(), order.payment());
            if (quote.totalFen() != order.quotedTotalFen()) {
                throw totalChanged(quote);
            }
            promised.check(order.quotedArrivals(), quote);
            checkBackorder(order, quote);
            ByWeight.check(order, quote);
            InputSales.Checked known = inputs.check(errand.accountId(), quote, order.purposes());
            room.prepare(legs(quote));
            RECKONED.reached();
            try {
                GroupView placed = transactions.run(() -> commit(errand, key, order, cart, quote, known, payWindow));
                COMMITTED.reached();
                return placed;
            } catch (Overtaken e) {
                if (e.what == Moved.ROOM) {
                    room.refresh(legs(quote));
                    if (++full == DEPARTURES_MAX) {
                        throw departureFull();
                    }
                } else if (++overtaken == ATTEMPTS_MAX) {
                    throw e.told == null ? overtaken(e.what, quote) : e.told;
                }
            }
        }
    }

    private GroupView commit(
            Errand errand,
            String key,
            PlaceOrder order,
            List<CartLine> cart,
            Quote quote,
            InputSales.Checked known,
            Duration payWindow) {
        if (errand.alone() == null && !carts.lock(errand.cartId()).equals(cart)) {
            throw new Overtaken(Moved.CART, null);
        }
        Instant now = clock.instant();
        var frame = new Draft.Frame(
                countyCode,
                errand.accountId(),
                recipients.keep(errand.accountId(), order.recipient()),
                order.payment(),
                now,
                payWindow);
        Draft draft = writing.draft(frame, quote, ids::next);
        GroupView answer = GroupView.of(draft.group(), draft.orders(), List.of());
        idempotency.remember(errand.owner(), errand.operation(), key, errand.request(), answer);
        writing.keep(draft);
        inputs.keep(known, draft.group());
        errand.also().accept(draft.group());
        if (errand.alone() == null) {
            carts.remove(errand.cartId(), cart.stream().map(CartLine::offerId).toList());
        }
        WRITTEN.reached();
        switch (rules.take(draft.orders(), draft.lines(), now)) {
            case Answer.Taken _ -> {}
            case Answer.Overtaken(ProblemException told) -> throw new Overtaken(Moved.RULE, told);
            case Answer.Refused(ProblemException problem) -> throw problem;
        }
        for (var waiting : draft.waitingByCounty(patienceDays).entrySet()) {
            if (!expected.hold(waiting.getKey(), waiting.getValue())) {
                throw new Overtaken(Moved.STOCK, null);
            }
        }
        // Last, so that what many want is held only for the moment of the commit.
        draft.stockByCounty().forEach((county, lines) -> {
            if (!stock.reserve(county, lines, order.payment() == PaymentChoice.CASH_AT_PICKUP)) {
                throw new Overtaken(Moved.STOCK, null);
            }
        });
        if (!room.hold(countyCode, draft.ways())) {
            throw new Overtaken(Moved.ROOM, null);
        }
        HELD.reached();
        return answer;
    }

    private static void checkAddress(PlaceOrder order) {
        String address = order.recipient().address();
        if (order.destination().outside() != null && (address == null || address.isBlank())) {
            throw ProblemException.invalid(
                    "recipient.address", "address-missing", "寄往县外须填地址 · An address is needed outside the county");
        }
    }

    /** Nobody waits for goods unless he said so. */
    private static void checkBackorder(PlaceOrder order, Quote quote) {
        var dates = quote.shipments().stream()
                .map(Quote.Shipment::expectedOn)
                .filter(Objects::nonNull)
                .toList();
        if (!dates.isEmpty() && !Boolean.TRUE.equals(order.backorder())) {
            throw ProblemException.of(
                            409,
                            "backorder-not-confirmed",
                            "部分商品须预订，货到再发 · Some of it is not there yet and would be a backorder",
                            "请确认预订后再下单 · Confirm that you will wait for it")
                    .fact("expectedOn", Collections.max(dates));
        }
    }

    private static List<Leg> legs(Quote quote) {
        return quote.shipments().stream()
                .flatMap(shipment -> shipment.legs().stream())
                .toList();
    }

    private ProblemException overtaken(Moved what, Quote quote) {
        return switch (what) {
            case STOCK, ROOM -> soldOut(quote);
            case CART, RULE -> totalChanged(quote);
        };
    }

    private static ProblemException departureFull() {
        return ProblemException.of(
                409, "departure-full", "班次已被订满 · Others took the room", "请重新询价后下单 · Ask for the price and order again");
    }

    private static ProblemException totalChanged(Quote quote) {
        return ProblemException.of(
                        409, "total-changed", "总价已变 · The total has changed", "请确认新总价后再下单 · Confirm the new total")
                .fact("totalFen", quote.totalFen());
    }

    /** Others were quicker three times over: tell what there is of the line that is shortest. */
    private ProblemException soldOut(Quote quote) {
        var problem = ProblemException.of(409, "sold-out", "库存不足 · Sold out", "请减少数量或稍后再试 · Take fewer or try later");
        long worst = Long.MAX_VALUE;
        for (Quote.Shipment shipment : quote.shipments()) {
            for (Quote.Line line : shipment.lines()) {
                var key = new Stock.SkuAtNode(line.skuCode(), shipment.fromNode());
                // Of a live slot the last pieces went three times over.
                long there = line.live() != null
                        ? 0
                        : stock.available(List.of(line.skuCode()), List.of(shipment.fromNode()))
                                .getOrDefault(key, 0L);
                if (there - line.quantity() < worst) {
                    worst = there - line.quantity();
                    problem = problem.fact("offerId", line.offerId()).fact("available", Math.max(0, there));
                }
            }
        }
        return problem;
    }
}
