package org.cunlu.orders.placing;

import java.util.function.Consumer;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PlacingOnBehalf;
import org.cunlu.orders.Shopper;

/**
 * Who orders for whom.
 * @param owner whose idempotency key it is
 * @param request what was asked, whole, as it is remembered under the key
 * @param cartId what is ordered
 * @param shopper whose order it is, and where he buys
 * @param also kept in the same transaction
 */
record Errand(
        String owner, String operation, Object request, String cartId, Shopper shopper, Consumer<OrderGroup> also) {
    String accountId() {
        return shopper.accountId();
    }

    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Errand[" + operation + " " + cartId + "]";
    }

    static Errand own(String accountId, PlaceOrder order) {
        return new Errand(accountId, "orders.place", order, accountId, order.shopper(accountId), _ -> {});
    }

    static Errand behalf(String actor, PlacingOnBehalf.Wanted wanted, Consumer<OrderGroup> also) {
        return new Errand(actor, "orders.place-for", wanted, wanted.cartId(), wanted.shopper(), also);
    }
}
