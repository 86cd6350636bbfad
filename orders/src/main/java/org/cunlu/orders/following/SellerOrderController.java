package org.cunlu.orders.following;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Orders;
import org.cunlu.orders.SellerOrderView;

/** Orders of the caller's own shops. */
@Controller("/api/seller/orders")
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
class SellerOrderController {
    private final Orders orders;

    SellerOrderController(Orders orders) {
        this.orders = orders;
    }

    /** The newest first. */
    @Get
    Page<SellerOrderView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return orders.ofSellers(ShopRight.ORDERS.shops(caller), cursor, Page.limit(limit));
    }
}
