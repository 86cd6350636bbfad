package org.cunlu.logistics.dropoff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import org.cunlu.logistics.DropOffs;
import org.cunlu.logistics.DropOffs.DropOff;
import org.cunlu.logistics.Workplaces;

/** What is handed in at one's own node. */
@Controller("/api/station/drop-offs")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class DropOffController {
    private final DropOffs takingIn;
    private final DropOffTable table;
    private final Workplaces workplaces;

    DropOffController(DropOffs takingIn, DropOffTable table, Workplaces workplaces) {
        this.takingIn = takingIn;
        this.table = table;
        this.workplaces = workplaces;
    }

    /** Weighed and graded goods are booked for their owner, packed for an order, or refused with the reason. */
    @Post
    @Status(HttpStatus.CREATED)
    DropOff take(Caller caller, @Body @Valid DropOffs.Order order, @Nullable @Header("Idempotency-Key") String key) {
        return takingIn.take(caller, order, key);
    }

    /** The newest first. */
    @Get
    Page<DropOff> list(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.drop-off", Workplaces.HANDS);
        int size = Page.limit(limit);
        return Page.of(table.of(node, cursor, size + 1), size, DropOff::dropOffId);
    }
}
