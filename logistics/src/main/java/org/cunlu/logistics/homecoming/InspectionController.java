package org.cunlu.logistics.homecoming;

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
import org.cunlu.logistics.Homecomings;
import org.cunlu.logistics.Homecomings.Inspected;
import org.cunlu.logistics.Homecomings.Inspection;
import org.cunlu.logistics.Homecomings.Waiting;

/** Parcels that came home to one's own node. */
@Controller("/api/station/homecomings")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class InspectionController {
    private final Homecomings inspecting;

    InspectionController(Homecomings inspecting) {
        this.inspecting = inspecting;
    }

    /** What waits to be inspected, with what was picked for it. A page may be short, or empty, and go on. */
    @Get
    Page<Waiting> waiting(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        return inspecting.waiting(caller, node, cursor, limit);
    }

    /** Says what each piece is good for; once for each parcel. */
    @Post("/{barcode}")
    @Status(HttpStatus.CREATED)
    Inspected inspect(
            Caller caller,
            @PathVariable @Size(max = 20) String barcode,
            @Body @Valid Inspection inspection,
            @Nullable @Header("Idempotency-Key") String key) {
        return inspecting.inspect(caller, barcode, inspection, key);
    }
}
