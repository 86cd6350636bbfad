package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.logistics.ForecastSupply.Waiter;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PresaleCut;
import org.cunlu.orders.presale.Presale.State;

/**
 * The harvest comes in at its node: in one transaction it is received, shared out by the rule, written down order by order, and
 * becomes the orders' before anybody else sees it. What each order makes of its share comes after ({@link Settling}).
 */
@Singleton
class Harvesting {
    private static final int ORDERS_AT_ONCE = 1_000;
    private static final String ACT = "orders.presale-harvest";
    private static final String PENDING = "payments-pending";

    private final PresaleTable table;
    private final PresaleOrderTable sold;
    private final PresaleBook presales;
    private final ForecastSupply forecasts;
    private final OrderBook orders;
    private final StockBook stock;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    Harvesting(
            PresaleTable table,
            PresaleOrderTable sold,
            PresaleBook presales,
            ForecastSupply forecasts,
            OrderBook orders,
            StockBook stock,
            Workplaces workplaces,
            Idempotency idempotency,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.sold = sold;
        this.presales = presales;
        this.forecasts = forecasts;
        this.orders = orders;
        this.stock = stock;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What was harvested. @param pieces good ones; 0 when the crop is lost @param lotCode null for SKUs not tracked by lot */
    @Serdeable
    record Harvest(
            @NotNull @PositiveOrZero @Max(100_000_000) Long pieces,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn) {}

    /**
     * @throws ProblemException 404 for another's node; 409 {@code presale-state}, {@code payments-pending} while somebody who
     *     ordered may still pay: nobody orders from then on, so that it is soon over
     */
    Presale harvest(Caller caller, String presaleId, Harvest harvest, @Nullable String key) {
        Presale known = table.find(presaleId)
                .filter(each -> each.state() != State.DRAFT)
                .orElseThrow(ProblemException::notFound);
        Node node = workplaces.own(caller, known.nodeCode(), ACT, Workplaces.HANDS);
        try {
            idempotency.once(caller.accountId(), ACT + ":" + presaleId, key, harvest, Keeping.Done.class, () -> {
                share(caller, presaleId, node, harvest);
                return new Keeping.Done(presaleId);
            });
        } catch (ProblemException e) {
            if (e.code().equals(PENDING)) {
                // Else who orders meanwhile would keep it waiting for ever.
                transactions.run(() -> closed(table.lock(presaleId).orElseThrow(), caller));
            }
            throw e;
        }
        return table.find(presaleId).orElseThrow();
    }

    private void share(Caller caller, String presaleId, Node node, Harvest harvest) {
        Presale presale = table.lock(presaleId).orElseThrow();
        presale = closed(presale, caller);
        if (presale.state() != State.CLOSED) {
            throw Keeping.wrongState(presale);
        }
        List<Waiter> waiters = forecasts.lock(presaleId);
        if (!waiters.stream().allMatch(Waiter::secured)) {
            throw ProblemException.of(
                    409, PENDING, "还有订单待付款，请稍后再入库 · Somebody who ordered may still pay: wait a little", null);
        }
        long ordered = waiters.stream().mapToLong(Waiter::pieces).sum();
        Map<String, Long> given = FairShare.of(
                presale.terms().cutRule(),
                waiters.stream()
                        .map(each -> new FairShare.Wanted(each.orderId(), each.pieces()))
                        .toList(),
                harvest.pieces());
        sold.share(presaleId, given);
        presale = presales.harvested(presale, harvest.pieces(), caller.accountId());
        if (harvest.pieces() < ordered) {
            outbox.append(new PresaleCut(presaleId, presale.sellerCode(), ordered, harvest.pieces(), clock.instant()));
        }
        forecasts.divide(presaleId, given);
        receive(caller, presale, node, harvest);
        hand(presaleId, given);
    }

    private Presale closed(Presale presale, Caller caller) {
        return presale.state() == State.OPEN
                ? presales.state(presale, State.CLOSED, Presale.Act.CLOSED, null, caller.accountId())
                : presale;
    }

    private void receive(Caller caller, Presale presale, Node node, Harvest harvest) {
        if (harvest.pieces() == 0) {
            return;
        }
        var part = StockPart.own(
                new SkuAtNode(presale.skuCode(), node.code()), harvest.lotCode() == null ? "" : harvest.lotCode());
        var act = new Act(
                StockBook.What.RECEIVED,
                node.countyCode(),
                node.code(),
                "预售采收 harvest " + presale.presaleId(),
                caller.accountId(),
                null,
                null,
                null);
        stock.receive(act, List.of(new Incoming(part, harvest.expiresOn(), harvest.producedOn(), harvest.pieces())));
    }

    /** What is paid is held for good, what waits for its rest until then. */
    private void hand(String presaleId, Map<String, Long> given) {
        Map<String, Order> byId = new HashMap<>();
        List<String> ids = List.copyOf(given.keySet());
        for (int start = 0; start < ids.size(); start += ORDERS_AT_ONCE) {
            orders.orders(ids.subList(start, Math.min(ids.size(), start + ORDERS_AT_ONCE)))
                    .forEach(order -> byId.put(order.orderId(), order));
        }
        for (boolean paid : new boolean[] {true, false}) {
            var some = new LinkedHashMap<String, Long>();
            given.forEach((order, pieces) -> {
                if (pieces > 0 && (byId.get(order).state().payment() == PaymentStatus.PAID) == paid) {
                    some.put(order, pieces);
                }
            });
            forecasts.hand(presaleId, some, paid);
        }
    }
}
