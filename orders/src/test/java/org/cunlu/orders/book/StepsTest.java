package org.cunlu.orders.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final OrderState UNPAID =
            new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.RESERVED);
    private static final OrderState CASH =
            new OrderState(Lifecycle.OPEN, PaymentStatus.CASH_DUE, FulfilmentStatus.ALLOCATED);
    private static final OrderState PAID =
            new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.ALLOCATED);
    private static final OrderState EXPIRED =
            new OrderState(Lifecycle.CANCELLED, PaymentStatus.UNPAID, FulfilmentStatus.GIVEN_BACK);
    private static final OrderState OWED =
            new OrderState(Lifecycle.CANCELLED, PaymentStatus.REFUND_DUE, FulfilmentStatus.GIVEN_BACK);

    @Test
    void anOrderBeginsUnpaidAndReservedOrExpectedOrWithCashDueAndAllocated() {
        assertThat(everyState().stream().filter(Steps::beginning))
                .containsExactlyInAnyOrder(UNPAID, UNPAID.with(FulfilmentStatus.EXPECTED), CASH);
    }

    @Test
    void whatIsAddedToAGroupIsPaidForOrWillBeInCashAndItsGoodsAreThere() {
        assertThat(everyState().stream().filter(Steps::added)).containsExactlyInAnyOrder(PAID, CASH);
    }

    @Test
    void whatIsExpectedIsPaidOrComesOrIsGivenUpAndNoCashIsDueForIt() {
        OrderState waiting = UNPAID.with(FulfilmentStatus.EXPECTED);
        assertThat(Steps.allowed(waiting, UNPAID)).isTrue();
        assertThat(Steps.allowed(waiting, PAID.with(FulfilmentStatus.EXPECTED))).isTrue();
        assertThat(Steps.allowed(PAID.with(FulfilmentStatus.EXPECTED), PAID)).isTrue();
        assertThat(Steps.allowed(waiting, EXPIRED)).isTrue();
        assertThat(Steps.allowed(waiting, CASH.with(FulfilmentStatus.EXPECTED))).isFalse();
        assertThat(Steps.allowed(UNPAID, waiting)).isFalse();
        assertThat(Steps.allowed(PAID, PAID.with(FulfilmentStatus.EXPECTED))).isFalse();
    }

    @Test
    void theUsualWaysAreOpen() {
        assertThat(Steps.allowed(UNPAID, PAID)).isTrue();
        assertThat(Steps.allowed(UNPAID, EXPIRED)).isTrue();
        assertThat(Steps.allowed(PAID, PAID.with(FulfilmentStatus.PACKED))).isTrue();
        assertThat(Steps.allowed(PAID, OWED)).isTrue();
        assertThat(Steps.allowed(OWED, OWED.with(PaymentStatus.REFUNDED))).isTrue();
        assertThat(Steps.allowed(CASH, EXPIRED)).isTrue();
        var readyForCash = CASH.with(FulfilmentStatus.READY);
        assertThat(Steps.allowed(
                        readyForCash,
                        new OrderState(Lifecycle.COMPLETED, PaymentStatus.PAID, FulfilmentStatus.HANDED_OVER)))
                .isTrue();
    }

    @Test
    void moneyAfterExpiryBringsAnOrderBackOrIsOwed() {
        assertThat(Steps.allowed(EXPIRED, PAID)).isTrue();
        assertThat(Steps.allowed(EXPIRED, OWED)).isTrue();
        assertThat(Steps.allowed(EXPIRED, UNPAID)).isFalse();
    }

    @Test
    void aDepositIsPaidThenTheRestAndOnlyThenItIsSent() {
        OrderState expected = UNPAID.with(FulfilmentStatus.EXPECTED);
        OrderState deposit = expected.with(PaymentStatus.DEPOSIT_PAID);
        OrderState due = UNPAID.with(PaymentStatus.BALANCE_DUE);
        assertThat(Steps.allowed(expected, deposit)).isTrue();
        assertThat(Steps.allowed(deposit, due)).isTrue();
        assertThat(Steps.allowed(deposit, PAID)).isTrue();
        assertThat(Steps.allowed(due, PAID)).isTrue();
        assertThat(Steps.allowed(deposit, OWED)).isTrue();
        assertThat(Steps.allowed(due, OWED)).isTrue();
        assertThat(Steps.allowed(due, EXPIRED.with(PaymentStatus.FORFEITED))).isTrue();
        assertThat(Steps.allowed(deposit, EXPIRED.with(PaymentStatus.FORFEITED)))
                .isFalse();
        assertThat(Steps.allowed(deposit, deposit.with(FulfilmentStatus.ALLOCATED)))
                .isFalse();
        assertThat(Steps.allowed(due, due.with(FulfilmentStatus.ALLOCATED))).isFalse();
        assertThat(Steps.allowed(EXPIRED.with(PaymentStatus.FORFEITED), PAID)).isFalse();
    }

    @Test
    void nothingIsSentUnpaidAndNothingIsCancelledOnceItIsPacked() {
        assertThat(Steps.allowed(UNPAID, UNPAID.with(FulfilmentStatus.PACKED))).isFalse();
        assertThat(Steps.allowed(UNPAID, UNPAID.with(FulfilmentStatus.ALLOCATED)))
                .isFalse();
        assertThat(Steps.allowed(PAID.with(FulfilmentStatus.PACKED), OWED)).isFalse();
        assertThat(Steps.allowed(CASH.with(FulfilmentStatus.READY), EXPIRED)).isFalse();
    }

    @Test
    void whatIsOverStaysOver() {
        var done = new OrderState(Lifecycle.COMPLETED, PaymentStatus.PAID, FulfilmentStatus.HANDED_OVER);
        var refunded = OWED.with(PaymentStatus.REFUNDED);
        assertThat(everyState().stream().filter(to -> Steps.allowed(done, to))).isEmpty();
        assertThat(everyState().stream().filter(to -> Steps.allowed(refunded, to)))
                .isEmpty();
    }

    @Test
    void whatCameHomeOrIsLostIsOverAndWhatTurnedUpComesHome() {
        var home = OWED.with(FulfilmentStatus.RETURNED);
        var lost = OWED.with(FulfilmentStatus.LOST);
        for (var there : List.of(FulfilmentStatus.ALLOCATED, FulfilmentStatus.PACKED, FulfilmentStatus.READY)) {
            assertThat(Steps.allowed(PAID.with(there), home)).isTrue();
            assertThat(Steps.allowed(CASH.with(there), lost.with(PaymentStatus.UNPAID)))
                    .isTrue();
        }
        assertThat(Steps.allowed(lost, home)).isTrue();
        assertThat(Steps.allowed(home, lost)).isFalse();
        assertThat(Steps.allowed(home, PAID)).isFalse();
        assertThat(Steps.allowed(PAID, PAID.with(FulfilmentStatus.LOST))).isFalse();
    }

    @Test
    void aStepThatChangesNothingIsNoStep() {
        assertThat(everyState().stream().filter(state -> Steps.allowed(state, state)))
                .isEmpty();
    }

    /** Whatever can be reached makes sense: no goods at the buyer's without money, no money kept without goods. */
    @Test
    void noWayLeadsToGoodsWithoutMoneyOrMoneyWithoutGoods() {
        for (OrderState state : reachable()) {
            boolean delivered = state.fulfilment() == FulfilmentStatus.HANDED_OVER
                    || state.fulfilment() == FulfilmentStatus.WITH_CARRIER;
            if (state.lifecycle() == Lifecycle.COMPLETED) {
                assertThat(state.payment()).isEqualTo(PaymentStatus.PAID);
                assertThat(delivered).isTrue();
            }
            if (state.lifecycle() == Lifecycle.CANCELLED) {
                assertThat(state.payment()).isNotIn(PaymentStatus.PAID, PaymentStatus.CASH_DUE);
                assertThat(state.fulfilment())
                        .isIn(FulfilmentStatus.GIVEN_BACK, FulfilmentStatus.RETURNED, FulfilmentStatus.LOST);
            }
        }
        assertThat(reachable()).hasSizeGreaterThan(10);
    }

    private static Set<OrderState> reachable() {
        var seen = new HashSet<OrderState>();
        var next = new ArrayDeque<OrderState>(
                everyState().stream().filter(Steps::beginning).toList());
        while (!next.isEmpty()) {
            OrderState state = next.remove();
            if (seen.add(state)) {
                everyState().stream().filter(to -> Steps.allowed(state, to)).forEach(next::add);
            }
        }
        return seen;
    }

    private static List<OrderState> everyState() {
        var all = new ArrayList<OrderState>();
        for (Lifecycle lifecycle : Lifecycle.values()) {
            for (PaymentStatus payment : PaymentStatus.values()) {
                for (FulfilmentStatus fulfilment : FulfilmentStatus.values()) {
                    all.add(new OrderState(lifecycle, payment, fulfilment));
                }
            }
        }
        return all;
    }
}
