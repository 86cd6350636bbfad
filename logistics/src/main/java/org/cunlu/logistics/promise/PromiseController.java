package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;

/** What a buyer would be promised now, for the dispatcher who is asked why. */
@Controller("/api/dispatch/promise")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class PromiseController {
    private static final int GRAMS_MOST = 100_000_000;
    private static final int CM3_MOST = 200_000_000;
    private static final int PIECES_MOST = 100_000;

    private final Promises promises;
    private final Network network;
    private final Trail trail;
    private final Clock clock;

    PromiseController(Promises promises, Network network, Trail trail, Clock clock) {
        this.promises = promises;
        this.network = network;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What is promised, or why nothing is.
     * @param refused null when there is a promise; else the other three say nothing
     */
    @Serdeable
    record PromiseAnswer(
            @Nullable Promise.Reason refused,
            List<Leg> legs,
            @Nullable Instant availableAt,
            @Nullable Arrival arrival) {}

    /**
     * @param from node at which the goods stand; it or {@code to} must be the caller's, or below
     * @param readyAt when they can be taken into work there; now unless said
     */
    @Get
    PromiseAnswer promise(
            Caller caller,
            @QueryValue String from,
            @QueryValue String to,
            @QueryValue(defaultValue = "1000") @Min(1) @Max(GRAMS_MOST) long weightGrams,
            @QueryValue(defaultValue = "1000") @Min(1) @Max(CM3_MOST) long volumeCm3,
            @QueryValue(defaultValue = "1") @Min(1) @Max(PIECES_MOST) int pieces,
            @QueryValue(defaultValue = "DRY") StorageClass storageClass,
            @Nullable @QueryValue Instant readyAt) {
        if (!mine(caller, from) && !mine(caller, to)) {
            trail.refused(caller.accountId(), "logistics.promise", from + " " + to, "not-found");
            throw ProblemException.notFound();
        }
        var load = new Load(weightGrams, volumeCm3, pieces, storageClass);
        return switch (promises.offered(from, to, load, readyAt == null ? clock.instant() : readyAt)) {
            case Promise.Kept kept -> new PromiseAnswer(null, kept.legs(), kept.availableAt(), kept.arrival());
            case Promise.Refused refused -> new PromiseAnswer(refused.reason(), List.of(), null, null);
        };
    }

    private boolean mine(Caller caller, String node) {
        return Stream.of(Role.DISPATCHER, Role.COUNTY_OPERATOR)
                .flatMap(role -> caller.scopes(role, Scope.Kind.SUBTREE).stream())
                .anyMatch(subtree -> network.within(node, subtree));
    }
}
