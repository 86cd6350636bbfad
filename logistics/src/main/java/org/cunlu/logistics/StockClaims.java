package org.cunlu.logistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What orders hold of the stock, for whoever checks it against the orders. The same rows stand in the view
 * {@code log_claim} (county_code, order_id, sku_code, node_code, quantity, state), which an invariant of another module may
 * read; it is part of this interface and changes only with it. There, {@code quantity} is what the order was to have, with the pieces
 * that a short pick left it without; those stand in {@code short_qty} as well.
 */
public interface StockClaims {
    /** @return what these orders hold or had picked, by order id; orders that hold nothing are absent */
    Map<String, List<Claim>> of(Collection<String> orderIds);

    /** Pieces an order holds of a SKU at a node. @param quantity above 0 */
    record Claim(String orderId, String skuCode, String nodeCode, long quantity, State state) {}

    /** What has become of it; what was given back is no claim any more. */
    enum State {
        /** Held until payment or expiry. */
        RESERVED,
        /** Held for good, still on the shelf. */
        ALLOCATED,
        /** Off the shelf, in the order's parcel. */
        PICKED
    }
}
