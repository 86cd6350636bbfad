package org.cunlu.logistics.evacuation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Suspended nodes of the caller's own part of the county, and what is still to be taken away from them. */
@Controller("/api/dispatch/evacuations")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class EvacuationController {
    private final Evacuations evacuations;

    EvacuationController(Evacuations evacuations) {
        this.evacuations = evacuations;
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
}
