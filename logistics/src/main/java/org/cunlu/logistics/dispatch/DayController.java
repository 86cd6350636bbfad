package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
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
import org.cunlu.logistics.dispatch.Comparing.Comparison;
import org.cunlu.logistics.dispatch.DayChanges.BrokenDown;
import org.cunlu.logistics.dispatch.DayChanges.Changed;
import org.cunlu.logistics.dispatch.DayChanges.Late;
import org.cunlu.logistics.dispatch.DayChanges.Pickup;
import org.cunlu.logistics.dispatch.Inserting.Offer;
import org.cunlu.logistics.dispatch.TwoWay.Saving;

/** What happens to a plan on its day, and how it was driven. */
@Controller("/api/dispatch/plans/{planId}")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class DayController {
    private final DayChanges changes;
    private final Comparing comparing;
    private final TwoWay twoWay;

    DayController(DayChanges changes, Comparing comparing, TwoWay twoWay) {
        this.changes = changes;
        this.comparing = comparing;
        this.twoWay = twoWay;
    }

    @Serdeable
    record Offers(List<Offer> offers) {}

    /** Which vans can take a pickup along, and when, without anything else being moved. */
    @Post("/pickups/offers")
    Offers offers(Caller caller, @Size(max = 13) String planId, @Body @Valid Pickup wanted) {
        return new Offers(changes.offers(caller, planId, wanted));
    }

    @Post("/pickups")
    @Status(HttpStatus.CREATED)
    Changed pickup(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid Pickup wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return changes.pickup(caller, planId, wanted, key);
    }

    /** A vehicle goes no further: its stops are planned anew on the others. */
    @Post("/breakdowns")
    @Status(HttpStatus.CREATED)
    Changed breakdown(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid BrokenDown broken,
            @Nullable @Header("Idempotency-Key") String key) {
        return changes.breakdown(caller, planId, broken, key);
    }

    /** What brings goods to the depot is late. */
    @Post("/late")
    @Status(HttpStatus.CREATED)
    Changed late(
            Caller caller,
            @Size(max = 13) String planId,
            @Body @Valid Late late,
            @Nullable @Header("Idempotency-Key") String key) {
        return changes.late(caller, planId, late, key);
    }

    /** What was planned beside what was driven. */
    @Get("/comparison")
    Comparison comparison(Caller caller, @Size(max = 13) String planId) {
        return comparing.of(caller, planId);
    }

    /** Its kilometres, and those of the same goods with tours that only bring and tours that only fetch. */
    @Get("/two-way")
    Saving twoWay(Caller caller, @Size(max = 13) String planId) {
        return twoWay.of(caller, planId);
    }

    /** The day is over: service times are learnt. Safe to repeat. */
    @Post("/closing")
    Comparison close(Caller caller, @Size(max = 13) String planId) {
        return comparing.close(caller, planId);
    }
}
