package org.cunlu.logistics.counting;

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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.counting.Counting.Order;
import org.cunlu.logistics.counting.Counting.Result;
import org.cunlu.logistics.counting.Counting.Sheet;

/** Counts of one's own node: nobody who counts is told how much there should be. */
@Controller("/api/station/counts")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class CountController {
    private final Counting counting;
    private final CountTable table;
    private final Workplaces workplaces;

    CountController(Counting counting, CountTable table, Workplaces workplaces) {
        this.counting = counting;
        this.table = table;
        this.workplaces = workplaces;
    }

    /** Ids of the counts that are under way. */
    @Serdeable
    record UnderWay(List<String> countIds) {}

    @Get
    UnderWay underWay(Caller caller, @QueryValue @Size(max = 32) String node) {
        var here = workplaces.own(caller, node, "logistics.count-look", Workplaces.HANDS);
        return new UnderWay(
                table.open(here).stream().map(CountTable.Head::countId).toList());
    }

    /** Freezes these SKUs until they are counted: nothing comes, nothing leaves; orders may still hold and give back. */
    @Post
    @Status(HttpStatus.CREATED)
    Sheet open(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return counting.open(caller, order, key);
    }

    @Get("/{countId}")
    Sheet look(Caller caller, @PathVariable @Size(max = 13) String countId) {
        return counting.look(caller, countId);
    }

    /** What was counted; the answer asks again for what differs much, without saying by how much. */
    @Post("/{countId}/results")
    Sheet take(
            Caller caller,
            @PathVariable @Size(max = 13) String countId,
            @Body @Valid Result result,
            @Nullable @Header("Idempotency-Key") String key) {
        return counting.take(caller, countId, result, key);
    }

    @Post("/{countId}/cancellation")
    Sheet cancel(
            Caller caller,
            @PathVariable @Size(max = 13) String countId,
            @Nullable @Header("Idempotency-Key") String key) {
        return counting.cancel(caller, countId, key);
    }
}
