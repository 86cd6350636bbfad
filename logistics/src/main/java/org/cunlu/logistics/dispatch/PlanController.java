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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.dispatch.Comparing.Comparison;
import org.cunlu.logistics.dispatch.DayChanges.Changed;
import org.cunlu.logistics.dispatch.DayChanges.Pickup;
import org.cunlu.logistics.dispatch.Editing.Edit;
import org.cunlu.logistics.dispatch.Editing.Trial;
import org.cunlu.logistics.dispatch.Inserting.Offer;
import org.cunlu.logistics.dispatch.PlanDesk.Begun;
import org.cunlu.logistics.dispatch.PlanDesk.Seen;

/** Plans of tours for depots in the caller's part of the county: begun, changed by hand, published, changed while driven, compared. */
@Controller("/api/dispatch/plans")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class PlanController {
    private final PlanDesk desk;
    private final Editing editing;
    private final Publishing publishing;
    private final DayChanges changes;
    private final Comparing comparing;

    PlanController(PlanDesk desk, Editing editing, Publishing publishing, DayChanges changes, Comparing comparing) {
        this.desk = desk;
        this.editing = editing;
        this.publishing = publishing;
        this.changes = changes;
        this.comparing = comparing;
    }

    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 32) String depot, @NotNull LocalDate day) {}

    /** @param version of the plan that was seen */
    @Serdeable
    record HandEdit(
            @Min(1) @Max(Integer.MAX_VALUE) int version,
            @NotNull @Valid Edit edit) {}

    /** @param drivers accounts by van; who drove in the plan before goes on */
    @Serdeable
    record Publication(
            @Min(1) @Max(Integer.MAX_VALUE) int version,
            @Nullable @Size(max = 500) Map<String, String> drivers) {}

    /** @param van null for the cheapest */
    @Serdeable
    record WantedPickup(
            @NotBlank @Size(max = 32) String node,
            @Min(1) @Max(100_000_000) long grams,
            @Min(1) @Max(100_000) long pieces,
            @Min(1) @Max(1_000_000_000) long cm3,
            @NotNull StorageClass storage,
            @Nullable @Size(max = 32) String van) {
        Pickup pickup() {
            return new Pickup(node, Goods.of(grams, pieces, cm3, storage), true);
        }
    }

    /** @param node where it stands, or near which */
    @Serdeable
    record BrokenDown(
            @NotBlank @Size(max = 32) String van,
            @NotBlank @Size(max = 32) String node) {}

    /** @param trip such as {@code B12/2026-11-23} @param at when it is at the depot */
    @Serdeable
    record Late(
            @NotBlank @Size(max = 64) String trip, @NotNull Instant at) {}

    @Serdeable
    record Offers(List<Offer> offers) {}

    @Serdeable
    record Listed(List<PlanTable.Short> plans) {}

    @Serdeable
    record Published(String plan, int version) {}

    @Serdeable
    record Asked(String plan, String what) {}

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

    @Post("/{planId}/publication")
    Published publish(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid Publication publication,
            @Nullable @Header("Idempotency-Key") String key) {
        return desk.once(
                caller,
                "logistics.plan-publish",
                key,
                new Asked(planId, publication.toString()),
                Published.class,
                () -> {
                    var plan = publishing.publish(
                            caller,
                            planId,
                            publication.version(),
                            publication.drivers() == null ? Map.of() : publication.drivers());
                    return new Published(plan.id(), plan.version());
                });
    }

    /** Which vans can take a pickup along, and when, without anything else being moved. */
    @Post("/{planId}/pickups/offers")
    Offers offers(Caller caller, @Size(max = 13) String planId, @Body @Valid WantedPickup wanted) {
        return new Offers(changes.offers(caller, planId, wanted.pickup()));
    }

    @Post("/{planId}/pickups")
    @Status(HttpStatus.CREATED)
    Changed pickup(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid WantedPickup wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return desk.once(
                caller,
                "logistics.plan-change",
                key,
                new Asked(planId, wanted.toString()),
                Changed.class,
                () -> changes.pickup(caller, planId, wanted.pickup(), wanted.van()));
    }

    /** A vehicle goes no further: its stops are planned anew on the others. */
    @Post("/{planId}/breakdowns")
    @Status(HttpStatus.CREATED)
    Changed breakdown(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid BrokenDown broken,
            @Nullable @Header("Idempotency-Key") String key) {
        return desk.once(
                caller,
                "logistics.plan-change",
                key,
                new Asked(planId, broken.toString()),
                Changed.class,
                () -> changes.breakdown(caller, planId, broken.van(), broken.node()));
    }

    /** What brings goods to the depot is late. */
    @Post("/{planId}/late")
    @Status(HttpStatus.CREATED)
    Changed late(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid Late late,
            @Nullable @Header("Idempotency-Key") String key) {
        return desk.once(
                caller,
                "logistics.plan-change",
                key,
                new Asked(planId, late.toString()),
                Changed.class,
                () -> changes.late(caller, planId, late.trip(), late.at()));
    }

    /** What was planned beside what was driven. */
    @Get("/{planId}/comparison")
    Comparison comparison(Caller caller, @Size(max = 13) String planId) {
        return comparing.of(caller, planId);
    }

    /** The day is over: times are taken from scans where nobody told them, and service times are learnt. Safe to repeat. */
    @Post("/{planId}/closing")
    Comparison close(Caller caller, @Size(max = 13) String planId) {
        return comparing.close(caller, planId);
    }
}
