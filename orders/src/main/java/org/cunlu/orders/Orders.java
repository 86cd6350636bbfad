package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.paging.Page;

/** Orders for those who follow them. What is another's is as if it were not there. */
public interface Orders {
    Optional<GroupView> group(String accountId, String groupId);

    Optional<OrderView> order(String accountId, String orderId);

    /** @return those of these orders that are the buyer's, each asked of everybody once for all of them */
    List<OrderView> views(String accountId, Collection<String> orderIds);

    /** @return the buyer's orders, the newest first */
    Page<OrderSummary> ofBuyer(String accountId, @Nullable String cursor, int limit);

    /** @return orders of these shops, the newest first */
    Page<SellerOrderView> ofSellers(Collection<String> sellerCodes, @Nullable String cursor, int limit);
}
