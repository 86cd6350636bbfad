package org.cunlu.orders.book;

import static org.cunlu.orders.OrderState.FulfilmentStatus.ALLOCATED;
import static org.cunlu.orders.OrderState.FulfilmentStatus.EXPECTED;
import static org.cunlu.orders.OrderState.FulfilmentStatus.GIVEN_BACK;
import static org.cunlu.orders.OrderState.FulfilmentStatus.HANDED_OVER;
import static org.cunlu.orders.OrderState.FulfilmentStatus.LOST;
import static org.cunlu.orders.OrderState.FulfilmentStatus.PACKED;
import static org.cunlu.orders.OrderState.FulfilmentStatus.READY;
import static org.cunlu.orders.OrderState.FulfilmentStatus.RESERVED;
import static org.cunlu.orders.OrderState.FulfilmentStatus.RETURNED;
import static org.cunlu.orders.OrderState.FulfilmentStatus.WITH_CARRIER;
import static org.cunlu.orders.OrderState.Lifecycle.CANCELLED;
import static org.cunlu.orders.OrderState.Lifecycle.COMPLETED;
import static org.cunlu.orders.OrderState.Lifecycle.OPEN;
import static org.cunlu.orders.OrderState.PaymentStatus.BALANCE_DUE;
import static org.cunlu.orders.OrderState.PaymentStatus.CASH_DUE;
import static org.cunlu.orders.OrderState.PaymentStatus.DEPOSIT_PAID;
import static org.cunlu.orders.OrderState.PaymentStatus.FORFEITED;
import static org.cunlu.orders.OrderState.PaymentStatus.PAID;
import static org.cunlu.orders.OrderState.PaymentStatus.REFUNDED;
import static org.cunlu.orders.OrderState.PaymentStatus.REFUND_DUE;
import static org.cunlu.orders.OrderState.PaymentStatus.UNPAID;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;

/** Which steps an order may take: a table for each axis, what may stand together, and how it may begin. */
final class Steps {
    private static final Map<Lifecycle, Set<Lifecycle>> LIFECYCLE = Map.of(
            OPEN, EnumSet.of(COMPLETED, CANCELLED),
            // Money that came after expiry brings an order back when its goods can still be had.
            CANCELLED, EnumSet.of(OPEN),
            COMPLETED, EnumSet.noneOf(Lifecycle.class));

    private static final Map<PaymentStatus, Set<PaymentStatus>> PAYMENT = Map.of(
            UNPAID, EnumSet.of(PAID, REFUND_DUE, DEPOSIT_PAID),
            // Paid as a whole when the crop is so short that the deposit covers it.
            DEPOSIT_PAID, EnumSet.of(BALANCE_DUE, PAID, REFUND_DUE),
            BALANCE_DUE, EnumSet.of(PAID, REFUND_DUE, FORFEITED),
            FORFEITED, EnumSet.noneOf(PaymentStatus.class),
            CASH_DUE, EnumSet.of(PAID, UNPAID),
            // Unpaid again when its money pays for the order that serves instead of it.
            PAID, EnumSet.of(REFUND_DUE, UNPAID),
            REFUND_DUE, EnumSet.of(REFUNDED),
            REFUNDED, EnumSet.noneOf(PaymentStatus.class));

    // Forward only, and a step may be jumped over: news of a parcel can arrive late or out of order.
    private static final Map<FulfilmentStatus, Set<FulfilmentStatus>> FULFILMENT = Map.of(
            EXPECTED, EnumSet.of(RESERVED, ALLOCATED, GIVEN_BACK),
            RESERVED, EnumSet.of(ALLOCATED, GIVEN_BACK),
            ALLOCATED, EnumSet.of(PACKED, READY, HANDED_OVER, WITH_CARRIER, GIVEN_BACK, RETURNED, LOST),
            PACKED, EnumSet.of(READY, HANDED_OVER, WITH_CARRIER, RETURNED, LOST),
            READY, EnumSet.of(HANDED_OVER, WITH_CARRIER, RETURNED, LOST),
            HANDED_OVER, EnumSet.noneOf(FulfilmentStatus.class),
            WITH_CARRIER, EnumSet.noneOf(FulfilmentStatus.class),
            GIVEN_BACK, EnumSet.of(ALLOCATED),
            RETURNED, EnumSet.noneOf(FulfilmentStatus.class),
            // What turned up after all goes home.
            LOST, EnumSet.of(RETURNED));

    private static final Set<OrderState> BEGINNINGS = Set.of(
            new OrderState(OPEN, UNPAID, RESERVED),
            new OrderState(OPEN, UNPAID, EXPECTED),
            new OrderState(OPEN, CASH_DUE, ALLOCATED));

    private static final Set<OrderState> ADDITIONS =
            Set.of(new OrderState(OPEN, PAID, ALLOCATED), new OrderState(OPEN, CASH_DUE, ALLOCATED));

    private static final Set<PaymentStatus> OVER = EnumSet.of(UNPAID, REFUND_DUE, REFUNDED, FORFEITED);

    private Steps() {}

    static boolean beginning(OrderState state) {
        return BEGINNINGS.contains(state);
    }

    /** @return whether an order that is added to a group may begin so */
    static boolean added(OrderState state) {
        return ADDITIONS.contains(state);
    }

    /** @return whether something changes, each axis by its table, and the result makes sense as a whole */
    static boolean allowed(OrderState from, OrderState to) {
        return !from.equals(to)
                && onAxis(LIFECYCLE, from.lifecycle(), to.lifecycle())
                && onAxis(PAYMENT, from.payment(), to.payment())
                && (from.payment() != PAID || to.payment() != UNPAID || to.lifecycle() == CANCELLED)
                && onAxis(FULFILMENT, from.fulfilment(), to.fulfilment())
                && makesSense(to);
    }

    private static <E> boolean onAxis(Map<E, Set<E>> table, E from, E to) {
        return from == to || table.get(from).contains(to);
    }

    private static boolean makesSense(OrderState state) {
        boolean ended =
                state.fulfilment() == GIVEN_BACK || state.fulfilment() == RETURNED || state.fulfilment() == LOST;
        boolean delivered = state.fulfilment() == HANDED_OVER || state.fulfilment() == WITH_CARRIER;
        return switch (state.lifecycle()) {
            case OPEN ->
                switch (state.payment()) {
                    case UNPAID -> state.fulfilment() == RESERVED || state.fulfilment() == EXPECTED;
                    // Reserved: paid, and waiting for others who are to buy with him.
                    case PAID -> !ended;
                    case CASH_DUE -> state.fulfilment() != RESERVED && state.fulfilment() != EXPECTED && !ended;
                    case DEPOSIT_PAID -> state.fulfilment() == EXPECTED;
                    case BALANCE_DUE -> state.fulfilment() == RESERVED;
                    case REFUND_DUE, REFUNDED, FORFEITED -> false;
                };
            case COMPLETED -> delivered && state.payment() == PAID;
            case CANCELLED -> ended && OVER.contains(state.payment());
        };
    }
}
