package org.cunlu.orders.placing;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.function.Consumer;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.PlacingAlone;
import org.cunlu.orders.PlacingOnBehalf;
import org.cunlu.orders.Shopper;

/**
 * Who orders for whom.
 * @param owner whose idempotency key it is
 * @param request what was asked, whole, as it is remembered under the key
 * @param cartId what is ordered
 * @param alone what is ordered instead, being in no cart; null for what is in the cart
 * @param shopper whose order it is, and where he buys
 * @param also kept in the same transaction
 */
record Errand(
        String owner,
        String operation,
        Object request,
        String cartId,
        @Nullable CartLine alone,
        Shopper shopper,
        Consumer<OrderGroup> also) {
    /** @return what is ordered, as it is now */
    List<CartLine> lines(Carts carts) {
        return alone == null ? carts.lines(cartId) : List.of(alone);
    }

    String accountId() {
        return shopper.accountId();
    }

    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Errand[" + operation + " " + cartId + "]";
    }

    static Errand own(String accountId, PlaceOrder order) {
        return new Errand(accountId, "orders.place", order, accountId, null, order.shopper(accountId), _ -> {});
    }

    static Errand behalf(String actor, PlacingOnBehalf.Wanted wanted, Consumer<OrderGroup> also) {
        return new Errand(actor, "orders.place-for", wanted, wanted.cartId(), null, wanted.shopper(), also);
    }

    static Errand alone(PlacingAlone.Wanted wanted, Consumer<OrderGroup> also) {
        return new Errand(
                wanted.accountId(),
                "orders.place-alone",
                wanted,
                wanted.accountId(),
                wanted.line(),
                wanted.shopper(),
                also);
    }
}
