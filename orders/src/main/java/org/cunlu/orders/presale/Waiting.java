package org.cunlu.orders.presale;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PresaleLate;
import org.cunlu.orders.presale.Presale.Act;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.PresaleOrderTable.Sold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time does to presales: their last moment for orders, their last day of shipping, the last day of patience. */
@Singleton
class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final PresaleTable table;
    private final PresaleOrderTable sold;
    private final PresaleBook book;
    private final ForecastSupply forecasts;
    private final OrderBook orders;
    private final Notices notices;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    Waiting(
            PresaleTable table,
            PresaleOrderTable sold,
            PresaleBook book,
            ForecastSupply forecasts,
            OrderBook orders,
            Notices notices,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.sold = sold;
        this.book = book;
        this.forecasts = forecasts;
        this.orders = orders;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All that is due now; each step in a transaction of its own. @return how many steps were taken */
    int step(int limit) {
        LocalDate today = CountyTime.date(clock.instant());
        int steps = each(
                table.toClose(clock.instant(), limit),
                presale -> presale.state() == State.OPEN,
                presale -> book.state(presale, State.CLOSED, Act.CLOSED, null, PresaleBook.SYSTEM));
        steps += each(
                table.givenUp(today, limit),
                presale -> presale.waits() && today.isAfter(presale.terms().giveUpOn()),
                this::giveUp);
        steps += each(
                table.overdue(today, limit),
                presale -> presale.waits()
                        && today.isAfter(presale.terms().shipTo())
                        && !presale.terms().shipTo().equals(presale.passedOn()),
                this::passed);
        steps += each(
                table.allSettled(limit),
                presale -> presale.state() == State.ALLOTTED,
                presale -> book.state(presale, State.DONE, Act.DONE, null, PresaleBook.SYSTEM));
        for (Sold each : sold.toTell(limit)) {
            steps += guarded(each.orderId(), () -> transactions.run(() -> tell(each)) ? 1 : 0);
        }
        return steps;
    }

    /** What fails is tried again at the next look, and stops no other. */
    private static int guarded(String id, IntSupplier step) {
        try {
            return step.getAsInt();
        } catch (RuntimeException e) {
            LOG.warn("presale {} could not be moved on", id, e);
            return 0;
        }
    }

    private int each(List<String> ids, Predicate<Presale> still, Consumer<Presale> step) {
        int steps = 0;
        for (String id : ids) {
            steps += guarded(
                    id,
                    () -> transactions.run(() -> {
                        // Another instance may have been quicker.
                        Optional<Presale> presale = table.lock(id).filter(still);
                        presale.ifPresent(step);
                        return presale.isPresent() ? 1 : 0;
                    }));
        }
        return steps;
    }

    private void giveUp(Presale presale) {
        forecasts.callOff(presale.presaleId());
        book.state(
                presale,
                State.CALLED_OFF,
                Act.CALLED_OFF,
                "逾期未发货 · not shipped until " + presale.terms().giveUpOn(),
                PresaleBook.SYSTEM);
    }

    private void passed(Presale presale) {
        Presale late = book.late(
                presale,
                presale.terms(),
                presale.terms().shipTo(),
                "已过发货期 · its last day has passed",
                PresaleBook.SYSTEM);
        outbox.append(new PresaleLate(
                presale.presaleId(), presale.sellerCode(), presale.terms().shipTo(), late.lateness(), clock.instant()));
    }

    private boolean tell(Sold each) {
        Presale presale = table.find(each.presaleId()).orElseThrow();
        if (!sold.told(each, presale.lateness())) {
            return false;
        }
        Order order = orders.order(each.orderId()).orElseThrow();
        boolean passed = presale.terms().shipTo().equals(presale.passedOn());
        notices.tell(
                order.accountId(),
                passed ? Notices.Kind.PRESALE_OVERDUE : Notices.Kind.PRESALE_DELAYED,
                Map.of(
                        "order",
                        order.orderId(),
                        "date",
                        presale.terms().shipTo().toString(),
                        "until",
                        presale.terms().giveUpOn().toString()));
        return true;
    }
}
