package org.cunlu.orders.following;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Pickups;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderSummary;
import org.cunlu.orders.OrderView;
import org.cunlu.orders.Orders;

/** The caller's own orders. */
@Controller("/api/shop")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrderController {
    private static final int VIEWS_MAX = 50;

    private final Orders orders;
    private final Pickups pickups;
    private final Idempotency idempotency;

    OrderController(Orders orders, Pickups pickups, Idempotency idempotency) {
        this.orders = orders;
        this.pickups = pickups;
        this.idempotency = idempotency;
    }

    @Get("/order-groups/{groupId}")
    GroupView group(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String groupId) {
        return orders.group(caller.accountId(), groupId).orElseThrow(ProblemException::notFound);
    }

    /** The newest first. */
    @Get("/orders")
    Page<OrderSummary> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return orders.ofBuyer(caller.accountId(), cursor, Page.limit(limit));
    }

    /** Several as {@code /orders/{orderId}} shows one; an id that is none of the caller's orders is left out. */
    @Get("/order-views")
    List<OrderView> views(
            @Parameter(hidden = true) Caller caller,
            @QueryValue @Size(min = 1, max = VIEWS_MAX) List<@Size(max = 13) String> orders) {
        return this.orders.views(caller.accountId(), orders);
    }

    /** With its lines, its history, and where its parcel is. */
    @Get("/orders/{orderId}")
    OrderView order(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String orderId) {
        return orders.order(caller.accountId(), orderId).orElseThrow(ProblemException::notFound);
    }

    /** @param collectBy until when the parcel waits now */
    @Serdeable
    record Extended(String orderId, Instant collectBy) {}

    /** Keeps the parcel some days longer at its station, once. */
    @Post("/orders/{orderId}/extension")
    Extended extend(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String orderId,
            @Nullable @Header("Idempotency-Key") String key) {
        orders.order(caller.accountId(), orderId).orElseThrow(ProblemException::notFound);
        return idempotency.once(
                caller.accountId(),
                "orders.extension",
                key,
                orderId,
                Extended.class,
                () -> new Extended(orderId, pickups.extend(orderId, caller.accountId())));
    }
}
