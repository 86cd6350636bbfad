package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderView;

/**
 * An order with its way.
 * @param state in words @param tone of it
 * @param from name of the place it comes from @param to of the one it goes to
 * @param promise in words; null when it is over
 * @param collectBy in words; null while it does not wait
 * @param steps of the parcel, the newest first
 * @param history of the order, the newest first
 * @param map null where no way is known
 */
public record OrderPage(
        OrderView order,
        String state,
        String tone,
        String from,
        String to,
        @Nullable String promise,
        @Nullable String collectBy,
        List<Step> steps,
        List<Step> history,
        @Nullable WayMap map) {
    public record Step(String at, String what, @Nullable String where) {}

    /** @return whether it waits for its money at a gateway */
    public boolean unpaid() {
        return order.lifecycle() == OrderState.Lifecycle.OPEN
                && (order.paymentStatus() == OrderState.PaymentStatus.UNPAID
                        || order.paymentStatus() == OrderState.PaymentStatus.BALANCE_DUE);
    }

    /** @return whether asking to cancel it makes sense; whether it may be is decided there */
    public boolean cancellable() {
        return order.lifecycle() == OrderState.Lifecycle.OPEN
                && (order.fulfilmentStatus() == OrderState.FulfilmentStatus.RESERVED
                        || order.fulfilmentStatus() == OrderState.FulfilmentStatus.ALLOCATED
                        || order.fulfilmentStatus() == OrderState.FulfilmentStatus.EXPECTED);
    }
}
