package org.cunlu.orders.presale;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PresaleEnds;
import org.cunlu.orders.presale.Presale.Cancelling;
import org.cunlu.orders.presale.Presale.UnpaidDeposit;

/**
 * Whoever waits for what is late may always cancel and has all back, until it is sent. Else he may while his terms let him;
 * who does not pay the rest, or cancels instead, is held to what was agreed on the deposit.
 */
@Singleton
class Ends implements PresaleEnds {
    private final PresaleTable table;
    private final PresaleOrderTable sold;
    private final Ledger ledger;
    private final Clock clock;

    Ends(PresaleTable table, PresaleOrderTable sold, Ledger ledger, Clock clock) {
        this.table = table;
        this.sold = sold;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public boolean keepsOnCancel(Order order) {
        Presale presale = of(order);
        if (presale == null || late(order, presale) || order.state().payment() == PaymentStatus.UNPAID) {
            return false;
        }
        if (order.state().payment() == PaymentStatus.BALANCE_DUE) {
            return keeps(order, presale);
        }
        if (presale.terms().cancelling() == Cancelling.WHEN_LATE) {
            throw ProblemException.of(
                    409, "presale-binding", "预售订单不可取消，延期发货时除外 · It is binding unless it is late", null);
        }
        return false;
    }

    @Override
    public boolean keepsWhenUnpaid(Order order) {
        Presale presale = of(order);
        return presale != null && !presale.late() && keeps(order, presale);
    }

    @Override
    public Optional<Instant> restBy(Order order) {
        return sold.restBy(order.orderId());
    }

    private Presale of(Order order) {
        // Only what may be a presale's is asked for.
        boolean cannot = order.state().fulfilment().compareTo(FulfilmentStatus.ALLOCATED) > 0;
        return cannot
                ? null
                : sold.find(order.orderId())
                        .flatMap(each -> table.find(each.presaleId()))
                        .orElse(null);
    }

    /** Also what was harvested in time and cannot be sent: it still waits when its last day of shipping is over. */
    private boolean late(Order order, Presale presale) {
        return presale.late()
                || order.state().fulfilment() == FulfilmentStatus.EXPECTED
                        && CountyTime.date(clock.instant())
                                .isAfter(presale.terms().shipTo());
    }

    private boolean keeps(Order order, Presale presale) {
        if (presale.terms().unpaid() == UnpaidDeposit.REFUNDED) {
            return false;
        }
        ledger.depositKept(order);
        return true;
    }
}
