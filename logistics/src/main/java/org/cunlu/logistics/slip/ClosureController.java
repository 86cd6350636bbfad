package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures.Closed;

/** Nodes, roads and lines of the caller's own part of the county that are closed for a while, and parcels without a way. */
@Controller("/api/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class ClosureController {
    private final ClosureActs acts;
    private final Stranding stranding;

    ClosureController(ClosureActs acts, Stranding stranding) {
        this.acts = acts;
        this.stranding = stranding;
    }

    /**
     * @param kind NODE with {@code node}; ROAD with {@code node} and {@code other}, stops of a line that follow each other; LINE
     *     with {@code line}
     * @param from null for now
     * @param until null until it is lifted
     * @param why for buyers and keepers, 2 to 200 characters
     */
    @Serdeable
    record Wish(
            @NotNull Closure.Kind kind,
            @Nullable @Size(max = 32) String node,
            @Nullable @Size(max = 32) String other,
            @Nullable @Size(max = 32) String line,
            @Nullable Instant from,
            @Nullable Instant until,
            @NotBlank @Size(min = 2, max = 200) String why) {}

    /** Closes it and re-routes all parcels that it affects. */
    @Post("/closures")
    ClosingWays.Account close(Caller caller, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Wish body) {
        return acts.close(
                caller,
                key,
                new ClosingWays.Wish(
                        body.kind(),
                        body.node(),
                        body.other(),
                        body.line(),
                        body.from(),
                        body.until(),
                        body.why().strip()));
    }

    /** @param standing true for only those that are neither lifted nor over */
    @Get("/closures")
    Page<Closed> list(
            Caller caller,
            @Nullable @QueryValue Boolean standing,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return acts.list(caller, standing != null && standing, cursor, Page.limit(limit));
    }

    @Get("/closures/{id}")
    ClosingWays.Account read(Caller caller, String id) {
        return acts.read(caller, id);
    }

    /** Opens it again before its time. Repeating it changes nothing. */
    @Post("/closures/{id}/lift")
    ClosingWays.Account lift(Caller caller, String id) {
        return acts.lift(caller, id);
    }

    /** Parcels for which there is no way now, at nodes of the caller's own part of the county. */
    @Get("/stranded")
    Page<StrandedTable.Stranded> stranded(
            Caller caller, @Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
        return stranding.list(caller, cursor, Page.limit(limit));
    }
}
