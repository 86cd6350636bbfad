package org.cunlu.orders.presale;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.presale.Presale.Act;

/** Ends what is paid and harvested and cannot be sent: its buyer waits as long as his terms say, and no longer. */
@Singleton
class GivingUp {
    private static final String ACTOR = "logistics";

    private final PresaleTable presales;
    private final PresaleHistory history;
    private final OrderBook book;
    private final PlacingRules rules;
    private final Refunds refunds;
    private final ExpectedSupply expected;
    private final Stock stock;
    private final Notices notices;
    private final Outbox outbox;
    private final Clock clock;

    GivingUp(
            PresaleTable presales,
            PresaleHistory history,
            OrderBook book,
            PlacingRules rules,
            Refunds refunds,
            ExpectedSupply expected,
            Stock stock,
            Notices notices,
            Outbox outbox,
            Clock clock) {
        this.presales = presales;
        this.history = history;
        this.book = book;
        this.rules = rules;
        this.refunds = refunds;
        this.expected = expected;
        this.stock = stock;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return whether the days of patience are over, reckoned from the last day of shipping or the harvest, the later of them */
    boolean due(String presaleId) {
        Presale presale = presales.find(presaleId).orElseThrow();
        LocalDate harvested = history.of(presaleId).stream()
                .filter(step -> step.act() == Act.HARVESTED)
                .map(step -> CountyTime.date(step.at()))
                .findFirst()
                .orElseThrow();
        LocalDate from = harvested.isAfter(presale.terms().shipTo())
                ? harvested
                : presale.terms().shipTo();
        return CountyTime.date(clock.instant())
                .isAfter(from.plusDays(presale.terms().patienceDays()));
    }

    /** All that was paid goes back, and the pieces can be sold. Joins the caller's transaction. @param order open, paid, locked */
    void end(Order order) {
        long back = refunds.owe(order, Why.GOODS_WAITED_FOR_TOO_LONG);
        // All that he paid and that did not go back with the cut, be it a deposit that covers it.
        if (back != order.payableFen()) {
            throw new IllegalStateException("what was paid is not what is owed back: order " + order.orderId());
        }
        book.move(
                order,
                new OrderState(Lifecycle.CANCELLED, PaymentStatus.REFUND_DUE, FulfilmentStatus.GIVEN_BACK),
                clock.instant(),
                ACTOR,
                Why.GOODS_WAITED_FOR_TOO_LONG);
        outbox.append(new OrderCancelled(
                order.orderId(), order.groupId(), order.sellerCode(), order.payableFen(), clock.instant()));
        notices.tell(
                order.accountId(),
                Notices.Kind.ORDER_NOT_TO_BE_HAD,
                Map.of("order", order.orderId(), "refund", Fen.text(back)));
        rules.giveBack(List.of(order));
        expected.release(order.orderId());
        stock.release(order.orderId());
    }
}
