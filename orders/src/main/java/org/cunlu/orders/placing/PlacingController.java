package org.cunlu.orders.placing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.net.URI;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderPlacing;
import org.cunlu.orders.PlaceOrder;

/** Turns the caller's cart into orders. */
@Controller("/api/shop/order-groups")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
class PlacingController {
    private final OrderPlacing placing;

    PlacingController(OrderPlacing placing) {
        this.placing = placing;
    }

    /**
     * Places the orders and takes what was ordered out of the cart.
     * @param key the client's own, 8 to 64 visible ASCII characters; the same key and body have one effect and one answer
     */
    @Post
    @Status(HttpStatus.CREATED)
    HttpResponse<GroupView> place(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid PlaceOrder order) {
        GroupView group = placing.place(caller.accountId(), key, order);
        return HttpResponse.created(group, URI.create("/api/shop/order-groups/" + group.groupId()));
    }
}
