package org.cunlu.logistics.adjusting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.AdjustmentDesk.Adjustment;
import org.cunlu.logistics.AdjustmentDesk.State;
import org.cunlu.logistics.adjusting.Adjusting.Decision;
import org.cunlu.logistics.adjusting.Adjusting.Order;

/** Stock written up, down and off; above the limit it waits for a second signature. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class AdjustmentController {
    private final Adjusting adjusting;

    AdjustmentController(Adjusting adjusting) {
        this.adjusting = adjusting;
    }

    /** Posted at once within the limit of the node's day, proposed above it. */
    @Post("/api/station/adjustments")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Status(HttpStatus.CREATED)
    Adjustment propose(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return adjusting.propose(caller, order, key);
    }

    /** Newest first. */
    @Get("/api/dispatch/adjustments")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    Page<Adjustment> adjustments(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue State state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return adjusting.of(caller, node, state, cursor, limit);
    }

    /** Signs or rejects what another has proposed. */
    @Post("/api/dispatch/adjustments/{adjustmentId}/decision")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    Adjustment decide(
            Caller caller,
            @PathVariable @Size(max = 13) String adjustmentId,
            @Body @Valid Decision decision,
            @Nullable @Header("Idempotency-Key") String key) {
        return adjusting.decide(caller, adjustmentId, decision, key);
    }
}
