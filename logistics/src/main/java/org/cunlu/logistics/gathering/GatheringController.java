package org.cunlu.logistics.gathering;

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
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.gathering.Gathering.Ask;
import org.cunlu.logistics.gathering.Gathering.Decision;
import org.cunlu.logistics.gathering.Gathering.Gathered;
import org.cunlu.logistics.gathering.RequestTable.Request;

/** Collective purchase: stations ask, the county decides and orders once. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "purchase")
class GatheringController {
    private final Gathering gathering;
    private final RequestTable table;
    private final Workplaces workplaces;

    GatheringController(Gathering gathering, RequestTable table, Workplaces workplaces) {
        this.gathering = gathering;
        this.table = table;
        this.workplaces = workplaces;
    }

    @Post("/api/station/requests")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Status(HttpStatus.CREATED)
    Request ask(Caller caller, @Body @Valid Ask ask, @Nullable @Header("Idempotency-Key") String key) {
        return gathering.ask(caller, ask, key);
    }

    /** Of one's own node, newest first. */
    @Get("/api/station/requests")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Page<Request> own(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.request-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        return Page.of(table.at(node, cursor, size + 1), size, Request::requestId);
    }

    /** Requests below a hub that wait for a decision, oldest first. */
    @Get("/api/county/requests")
    @Secured("COUNTY_OPERATOR")
    Page<Request> waiting(
            Caller caller,
            @QueryValue @Size(max = 32) String hub,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        var node = workplaces.own(caller, hub, "logistics.request-look", Gathering.DECIDERS);
        int size = Page.limit(limit);
        var all = Page.of(table.waiting(node.countyCode(), cursor, size + 1), size, Request::requestId);
        // An operator of a part of the county sees that part; the cursor goes on over the rest.
        return new Page<>(
                all.items().stream()
                        .filter(request -> workplaces.covers(caller, request.nodeCode(), Gathering.DECIDERS))
                        .toList(),
                all.next());
    }

    /** Approves and rejects, and orders all that is approved from one supplier by one purchase order. */
    @Post("/api/county/gatherings")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    Gathered decide(Caller caller, @Body @Valid Decision decision, @Nullable @Header("Idempotency-Key") String key) {
        return gathering.decide(caller, decision, key);
    }
}
