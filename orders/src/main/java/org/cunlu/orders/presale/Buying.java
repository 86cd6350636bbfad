package org.cunlu.orders.presale;

import io.micronaut.context.annotation.Value;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.orders.Commissions;
import org.cunlu.orders.Destination;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderPlaced;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingRule.Answer;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Quote;
import org.cunlu.orders.QuotesAhead;
import org.cunlu.orders.Wish;
import org.cunlu.orders.presale.Presale.State;

/**
 * Orders of a harvest to come. Each is alone in its group, for it is paid and sent by itself; its pieces come of the forecast
 * by one conditional statement, never of a shelf, and no room is held for it before anybody knows the day.
 */
@Singleton
class Buying {
    private static final String OPERATION = "orders.presale-place";

    private final PresaleTable table;
    private final PresaleOrderTable sold;
    private final ForecastSupply forecasts;
    private final Offers offers;
    private final QuotesAhead quotes;
    private final OrderBook book;
    private final PlacingRules rules;
    private final Ledger ledger;
    private final Recipients recipients;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;
    private final Duration payWindow;

    Buying(
            PresaleTable table,
            PresaleOrderTable sold,
            ForecastSupply forecasts,
            Offers offers,
            QuotesAhead quotes,
            OrderBook book,
            PlacingRules rules,
            Ledger ledger,
            Recipients recipients,
            Outbox outbox,
            Idempotency idempotency,
            Ids ids,
            Clock clock,
            @Value("${cunlu.orders.pay-window:30m}") Duration payWindow) {
        this.table = table;
        this.sold = sold;
        this.forecasts = forecasts;
        this.offers = offers;
        this.quotes = quotes;
        this.book = book;
        this.rules = rules;
        this.ledger = ledger;
        this.recipients = recipients;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
        this.payWindow = payWindow;
    }

    @Serdeable
    record Ask(
            @NotNull @Positive @Max(9_999) Integer quantity,
            @NotNull @Valid Destination destination) {}

    /** @param quotedTotalFen what the buyer was told; another total now is refused */
    @Serdeable
    record Place(
            @NotNull @Positive @Max(9_999) Integer quantity,
            @NotNull @Valid Destination destination,
            @NotNull @Valid Recipient recipient,
            @NotNull @Positive Long quotedTotalFen) {}

    /** What is asked, whole, so that one key cannot stand for two presales. */
    @Serdeable
    record Request(String presaleId, Place place) {}

    PresaleQuote quote(String presaleId, Ask ask) {
        Presale presale = open(table.find(presaleId));
        Quote.Shipment priced = price(presale, ask.quantity(), ask.destination());
        long deposit = deposit(presale, ask.quantity(), priced);
        return PresaleQuote.of(presale, ask.quantity(), priced, deposit);
    }

    GroupView place(String accountId, String presaleId, String key, Place place) {
        var request = new Request(presaleId, place);
        var before = idempotency.remembered(accountId, OPERATION, key, request, GroupView.class);
        if (before.isPresent()) {
            return before.get();
        }
        Destination.Outside outside = place.destination().outside();
        String address = place.recipient().address();
        if (outside != null && (address == null || address.isBlank())) {
            throw ProblemException.invalid(
                    "recipient.address", "address-missing", "寄往县外须填地址 · An address is needed outside the county");
        }
        Presale presale = open(table.find(presaleId));
        Quote.Shipment priced = price(presale, place.quantity(), place.destination());
        if (priced.totalFen() != place.quotedTotalFen()) {
            throw ProblemException.of(
                            409, "total-changed", "总价已变 · The total has changed", "请确认新总价后再下单 · Confirm the new total")
                    .fact("totalFen", priced.totalFen());
        }
        return idempotency.once(
                accountId, OPERATION, key, request, GroupView.class, () -> commit(accountId, presaleId, place, priced));
    }

    private GroupView commit(String accountId, String presaleId, Place place, Quote.Shipment priced) {
        // Shared with others who order; whoever closes it waits for us, or we find it closed.
        Presale presale = open(table.share(presaleId));
        Instant now = clock.instant();
        var group = new OrderGroup(
                ids.next(),
                priced.countyCode(),
                accountId,
                recipients.keep(accountId, place.recipient()),
                PaymentChoice.ONLINE,
                OrderGroup.Status.AWAITING_PAYMENT,
                priced.totalFen(),
                now.plus(payWindow),
                now);
        Quote.Line line = priced.lines().getFirst();
        Ledger.Terms agreed = ledger.terms(priced.sellerCode(), List.of(Commissions.Item.of(line)));
        Order order = order(ids.next(), group, presale, place.quantity(), priced, agreed);
        List<OrderLine> lines =
                List.of(line.of(order.orderId(), 1).with(agreed.lines().getFirst()));
        book.open(group, List.of(order), lines);
        sold.insert(order.orderId(), presale, place.quantity());
        outbox.append(new OrderPlaced(
                order.orderId(), group.groupId(), order.sellerCode(), order.totalFen(), order.placedAt()));
        switch (rules.take(List.of(order), lines, now)) {
            case Answer.Taken _ -> {}
            case Answer.Overtaken(ProblemException told) -> throw told;
            case Answer.Refused(ProblemException problem) -> throw problem;
        }
        if (!forecasts.hold(
                presaleId, order.orderId(), place.quantity(), presale.terms().giveUpOn())) {
            throw soldOut(presale);
        }
        checkLimit(presale, accountId);
        return GroupView.of(group, List.of(order), List.of());
    }

    /** Asked once the forecast is held: until the commit nobody else orders of it, so that nobody slips by. */
    private void checkLimit(Presale presale, String accountId) {
        Integer limit = presale.terms().buyerLimit();
        if (limit != null && sold.boughtBy(accountId, presale.presaleId()) > limit) {
            throw ProblemException.of(409, "buyer-limit", "超过每人限购数量 · More than one buyer may have", null)
                    .fact("limit", limit);
        }
    }

    private ProblemException soldOut(Presale presale) {
        long free = presale.terms().sellable() - forecasts.promised(presale.presaleId());
        return ProblemException.of(409, "sold-out", "预售已订完 · Sold out", "请减少数量或稍后再试 · Take fewer or try later")
                .fact("available", Math.max(0, free));
    }

    private Presale open(Optional<Presale> found) {
        Presale presale = found.filter(each -> each.state() != State.DRAFT).orElseThrow(ProblemException::notFound);
        if (!presale.takesOrders(clock.instant())) {
            throw ProblemException.of(409, "presale-over", "预售已截止 · It takes no more orders", null)
                    .fact("state", presale.state().name());
        }
        return presale;
    }

    private Quote.Shipment price(Presale presale, int quantity, Destination destination) {
        Map<String, Offer> found = offers.find(List.of(presale.offerId()));
        Offer offer = found.get(presale.offerId());
        if (offer == null) {
            throw ProblemException.notFound();
        }
        Drafting.refuseInputs(offer);
        Instant ready = CountyTime.instant(presale.terms().shipFrom(), LocalTime.of(8, 0));
        Instant now = clock.instant();
        return quotes.ahead(
                new Wish(offer, quantity), presale.nodeCode(), destination, ready.isAfter(now) ? ready : now);
    }

    private static long deposit(Presale presale, int quantity, Quote.Shipment priced) {
        return presale.terms().deposit().of(priced.goodsFen(), quantity, priced.totalFen());
    }

    /** Its promise is the end of the window and the way from there; by which departures is told when the goods are there. */
    private Order order(
            String orderId,
            OrderGroup group,
            Presale presale,
            int quantity,
            Quote.Shipment priced,
            Ledger.Terms agreed) {
        LocalDate last = presale.terms().shipTo();
        return new Order(
                orderId,
                group.groupId(),
                priced.countyCode(),
                group.accountId(),
                group.recipientId(),
                priced.sellerCode(),
                priced.sellerName(),
                priced.fromNode(),
                priced.toNode(),
                priced.outside(),
                new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.EXPECTED),
                priced.goodsFen(),
                priced.freightFen(),
                priced.discountFen(),
                priced.totalFen(),
                0,
                deposit(presale, quantity, priced),
                agreed.commissionFen(),
                agreed.stationFeeFen(),
                priced.weightGrams(),
                priced.volumeCm3(),
                CountyTime.instant(last.plusDays(1), LocalTime.MIDNIGHT),
                null,
                priced.province(),
                group.placedAt(),
                1);
    }
}
