package org.cunlu.logistics.dispatch;

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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.dispatch.Editing.Edit;
import org.cunlu.logistics.dispatch.Editing.Trial;
import org.cunlu.logistics.dispatch.PlanDesk.Begun;
import org.cunlu.logistics.dispatch.PlanDesk.Seen;
import org.cunlu.logistics.dispatch.Publishing.Publication;
import org.cunlu.logistics.dispatch.Publishing.Published;

/** Plans of tours for depots in the caller's part of the county: begun, changed by hand, published. */
@Controller("/api/dispatch/plans")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class PlanController {
    private final PlanDesk desk;
    private final Editing editing;
    private final Publishing publishing;

    PlanController(PlanDesk desk, Editing editing, Publishing publishing) {
        this.desk = desk;
        this.editing = editing;
        this.publishing = publishing;
    }

    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 32) String depot, @NotNull LocalDate day) {}

    /** @param version of the plan that was seen */
    @Serdeable
    record HandEdit(
            @Min(1) @Max(Integer.MAX_VALUE) int version,
            @NotNull @Valid Edit edit) {}

    @Serdeable
    record Listed(List<PlanTable.Short> plans) {}

    /** Gathers what lies at the depot, will come there, and waits at its stations. */
    @Post
    @Status(HttpStatus.CREATED)
    Begun begin(Caller caller, @Body @Valid Wanted wanted, @Nullable @Header("Idempotency-Key") String key) {
        return desk.begin(caller, wanted.depot(), wanted.day(), key);
    }

    @Get
    Listed plans(Caller caller, @QueryValue @Size(max = 32) String depot, @QueryValue LocalDate day) {
        return new Listed(desk.list(caller, depot, day));
    }

    @Get("/{planId}")
    Seen plan(Caller caller, @Size(max = 13) String planId) {
        return desk.see(caller, planId);
    }

    /** What an edit would cost and break; changes nothing. */
    @Post("/{planId}/trials")
    Trial attempt(Caller caller, @Size(max = 13) String planId, @Body @Valid HandEdit hand) {
        return editing.attempt(caller, planId, hand.version(), hand.edit());
    }

    /** The plan's version is one more then; who repeats it is told that it has changed. */
    @Post("/{planId}/edits")
    Trial edit(Caller caller, @Size(max = 13) String planId, @Body @Valid HandEdit hand) {
        return editing.edit(caller, planId, hand.version(), hand.edit());
    }

    /** Its tours are runs from then on. */
    @Post("/{planId}/publication")
    Published publish(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid Publication publication,
            @Nullable @Header("Idempotency-Key") String key) {
        return publishing.publish(caller, planId, publication, key);
    }
}
