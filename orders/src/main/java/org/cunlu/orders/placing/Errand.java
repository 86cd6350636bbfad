package org.cunlu.orders.placing;

import java.util.function.Consumer;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PlacingOnBehalf;

/**
 * Who orders for whom.
 * @param owner whose idempotency key it is
 * @param request what was asked, whole, as it is remembered under the key
 * @param cartId what is ordered
 * @param accountId whose order it is
 * @param also kept in the same transaction
 */
record Errand(
        String owner, String operation, Object request, String cartId, String accountId, Consumer<OrderGroup> also) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Errand[" + operation + " " + cartId + "]";
    }

    static Errand own(String accountId, PlaceOrder order) {
        return new Errand(accountId, "orders.place", order, accountId, accountId, _ -> {});
    }

    static Errand behalf(String actor, PlacingOnBehalf.Wanted wanted, Consumer<OrderGroup> also) {
        return new Errand(actor, "orders.place-for", wanted, wanted.cartId(), wanted.accountId(), also);
    }
}
