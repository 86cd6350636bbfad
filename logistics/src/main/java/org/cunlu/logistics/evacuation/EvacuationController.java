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
import org.cunlu.logistics.EvacuationDesk;

/** Suspended and closed nodes of the caller's own part of the county, and what is still to be taken away from them. */
@Controller("/api/dispatch/evacuations")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class EvacuationController {
    private final EvacuationDesk desk;

    EvacuationController(EvacuationDesk desk) {
        this.desk = desk;
    }

    @Get
    List<EvacuationDesk.Evacuation> all(Caller caller) {
        return desk.all(caller);
    }

    /** Parcels by the departure that takes them, and stock with where it may be transferred to. */
    @Get("/{node}")
    EvacuationDesk.Sheet sheet(Caller caller, String node) {
        return desk.sheet(caller, node);
    }

    /** Ships all stock that nobody holds to another node, a transfer for each storage class. */
    @Post("/{node}/stock")
    EvacuationDesk.Cleared ship(
            Caller caller,
            String node,
            @Body @Valid EvacuationDesk.ClearingOrder order,
            @Nullable @Header("Idempotency-Key") String key) {
        return desk.ship(caller, node, order, key);
    }
}
