package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.OrderChanges;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderChanges.Wanted;

/** Orders that the county changes for their buyers. */
@Controller("/api/county/orders/{orderId}/changes")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class ChangingController {
    private final OrderChanges changes;

    ChangingController(OrderChanges changes) {
        this.changes = changes;
    }

    /**
     * What it would cost, and when it would come; with {@code quotedTotalFen} and a second factor (header Second-Factor) it is done,
     * or, where it goes elsewhere or to somebody else, waits a day until another operator says the same.
     */
    @Post
    Changed change(
            @Parameter(hidden = true) Caller caller,
            String orderId,
            @Body @Valid Wanted wanted,
            @Nullable @Header("Second-Factor") String code,
            @Nullable @Header("Idempotency-Key") String key) {
        return wanted.quotedTotalFen() == null
                ? changes.ask(caller, orderId, wanted)
                : changes.change(caller, orderId, wanted, code, key);
    }
}
