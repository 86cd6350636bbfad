package org.cunlu.catalog.listing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.catalog.listing.ListingTable.Announced;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** What sellers say will come to one's station; what comes is handed in there. */
@Controller("/api/station/announced-goods")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class AnnouncedController {
    private final ListingTable table;

    AnnouncedController(ListingTable table) {
        this.table = table;
    }

    /** Of one's own nodes, the newest first. */
    @Get
    Page<Announced> announced(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        List<String> nodes = Stream.of(Role.STATION_KEEPER, Role.WAREHOUSE_WORKER)
                .flatMap(role -> caller.scopes(role, Scope.Kind.NODE).stream())
                .distinct()
                .toList();
        int most = Page.limit(limit);
        return nodes.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(table.at(nodes, Ids.isId(cursor) ? cursor : "Z", most + 1), most, Announced::id);
    }
}
