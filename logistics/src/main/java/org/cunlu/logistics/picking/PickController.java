package org.cunlu.logistics.picking;

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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.picking.Confirming.Pick;
import org.cunlu.logistics.picking.Confirming.Picked;
import org.cunlu.logistics.picking.GivingBack.Return;
import org.cunlu.logistics.picking.GivingBack.Returned;
import org.cunlu.logistics.picking.ShortTable.Shortage;
import org.cunlu.logistics.picking.Waves.Cancellation;
import org.cunlu.logistics.picking.Waves.Due;
import org.cunlu.logistics.picking.Waves.Order;
import org.cunlu.logistics.picking.Waves.Told;

/** Picking at one's own node: what is due, waves, lists, lines. */
@Controller("/api/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class PickController {
    private final Waves waves;
    private final WaveTable table;
    private final Taking taking;
    private final Confirming confirming;
    private final GivingBack givingBack;
    private final ShortTable shorts;
    private final Workplaces workplaces;

    PickController(
            Waves waves,
            WaveTable table,
            Taking taking,
            Confirming confirming,
            GivingBack givingBack,
            ShortTable shorts,
            Workplaces workplaces) {
        this.waves = waves;
        this.table = table;
        this.taking = taking;
        this.confirming = confirming;
        this.givingBack = givingBack;
        this.shorts = shorts;
        this.workplaces = workplaces;
    }

    /** @param max lines, 1 to 100; 20 unless told */
    @Serdeable
    record Take(@Nullable @Positive @Max(Taking.LINES_MAX) Integer max) {}

    /** Departures for which parcels wait to be picked, the earliest cut-off first. */
    @Get("/waves/due")
    List<Due> due(Caller caller, @QueryValue @Size(max = 32) String node) {
        return waves.due(caller, node);
    }

    /** Releases what waits for one departure. */
    @Post("/waves")
    @Status(HttpStatus.CREATED)
    Told release(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return waves.release(caller, order, key);
    }

    /** Newest first. */
    @Get("/waves")
    Page<Told> waves(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.wave-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        return Page.of(
                waves.told(table.at(node, cursor, size + 1)),
                size,
                told -> told.wave().waveId());
    }

    @Get("/waves/{waveId}")
    Told wave(Caller caller, @PathVariable @Size(max = 13) String waveId) {
        return waves.told(waves.own(caller, waveId, "logistics.wave-look").waveId());
    }

    /** What is picked waits to be packed; all else of it is not picked any more. */
    @Post("/waves/{waveId}/cancellation")
    Told cancel(
            Caller caller,
            @PathVariable @Size(max = 13) String waveId,
            @Body @Valid Cancellation cancellation,
            @Nullable @Header("Idempotency-Key") String key) {
        return waves.cancel(caller, waveId, cancellation, key);
    }

    /** The lines that the caller has of a wave, in walking order; he takes the next ones when he has none. Safe to repeat. */
    @Post("/waves/{waveId}/lists")
    List<PickLine> take(Caller caller, @PathVariable @Size(max = 13) String waveId, @Body @Valid Take take) {
        return taking.take(caller, waves.own(caller, waveId, "logistics.pick"), take.max());
    }

    /** What was picked of a line. Safe to repeat by the scanner's own id. */
    @Post("/picks/{lineId}")
    Picked pick(Caller caller, @PathVariable @Size(max = 13) String lineId, @Body @Valid Pick pick) {
        return confirming.confirm(caller, lineId, pick);
    }

    /** Hands a line back to others, or puts what was picked back on the shelf. */
    @Post("/picks/{lineId}/return")
    Returned giveBack(
            Caller caller,
            @PathVariable @Size(max = 13) String lineId,
            @Body @Valid Return back,
            @Nullable @Header("Idempotency-Key") String key) {
        return givingBack.giveBack(caller, lineId, back, key);
    }

    /** What was picked for orders that were cancelled, and must go back on the shelf. */
    @Get("/put-backs")
    Page<PickLine> stranded(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return givingBack.stranded(caller, node, cursor, limit);
    }

    /** Short picks, newest first. */
    @Get("/pick-shorts")
    Page<Shortage> shorts(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.wave-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        return Page.of(shorts.at(node, cursor, size + 1), size, Shortage::shortId);
    }
}
