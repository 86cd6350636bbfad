package org.cunlu.logistics.cash;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Shifts;

/** Shifts of one's own node: who answered for its drawer, and what was counted on both sides. */
@Controller("/api/station/shifts")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class ShiftController {
    private final Shifts shifts;

    ShiftController(Shifts shifts) {
        this.shifts = shifts;
    }

    /** @param countedFen what lies in the drawer, by hand @param why needed where the book says otherwise */
    @Serdeable
    record Beginning(
            @NotBlank @Size(max = 32) String node,
            @NotNull @PositiveOrZero Long countedFen,
            @Nullable @Size(max = 200) String why) {}

    /** @param handIn whether all of the drawer is given up at once */
    @Serdeable
    record Ending(
            @NotNull @PositiveOrZero Long countedFen,
            @Nullable @Size(max = 200) String why,
            boolean handIn) {}

    /** The newest first; the running one is the first, without an end. */
    @Get
    Page<Shifts.Shift> list(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return shifts.of(caller, node, cursor, limit);
    }

    @Post
    @Status(HttpStatus.CREATED)
    Shifts.Shift begin(Caller caller, @Header("Idempotency-Key") String key, @Body @Valid Beginning beginning) {
        return shifts.begin(caller, beginning.node(), new Shifts.Counted(beginning.countedFen(), beginning.why()), key);
    }

    /** Anybody of the node may end a shift that its keeper forgot. */
    @Post("/{shiftId}/end")
    Shifts.Shift end(
            Caller caller,
            @PathVariable @Size(max = 13) String shiftId,
            @Header("Idempotency-Key") String key,
            @Body @Valid Ending ending) {
        return shifts.end(caller, shiftId, new Shifts.Counted(ending.countedFen(), ending.why()), ending.handIn(), key);
    }
}
