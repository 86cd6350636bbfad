package org.cunlu.logistics.evacuation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Suspended and closed nodes of the caller's own part of the county, and what is still to be taken away from them. */
@Controller("/api/dispatch/evacuations")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class EvacuationController {
    private final Evacuations evacuations;
    private final Clearing clearing;

    EvacuationController(Evacuations evacuations, Clearing clearing) {
        this.evacuations = evacuations;
        this.clearing = clearing;
    }

    @Get
    List<Evacuations.Evacuation> all(Caller caller) {
        return evacuations.all(caller);
    }

    /** Parcels by the departure that takes them, and stock with where it may be transferred to. */
    @Get("/{node}")
    Evacuations.Sheet sheet(Caller caller, String node) {
        return evacuations.sheet(caller, node);
    }

    /** Ships all stock that nobody holds to another node, a transfer for each storage class. */
    @Post("/{node}/stock")
    Clearing.Cleared ship(
            Caller caller,
            String node,
            @Body @Valid Clearing.ClearingOrder order,
            @Nullable @Header("Idempotency-Key") String key) {
        return clearing.ship(caller, node, order, key);
    }
}
