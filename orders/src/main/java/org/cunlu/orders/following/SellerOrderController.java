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
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Orders;
import org.cunlu.orders.SellerOrderView;

/** Orders of the caller's own shops. */
@Controller("/api/seller/orders")
@Secured("SELLER")
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
        return orders.ofSellers(caller.scopes(Role.SELLER, Scope.Kind.SHOP), cursor, Page.limit(limit));
    }
}
