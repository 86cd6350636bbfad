package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** One node of the caller's own part of the county: read, changed, opened and closed. */
@Controller("/api/dispatch/nodes/{code}")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class NodeController {
    private static final String READ = "logistics.read-node";

    private final NodeKeeping keeping;
    private final NodeStepTable steps;
    private final Closing closing;
    private final OwnNodes own;
    private final NetworkWatch watch;
    private final Grants grants;

    /**
     * @param version to be sent with a change
     * @param keepers accounts that hold the role STATION_KEEPER there now
     * @param life the steps it took, the first first
     */
    @Serdeable
    record NodeCard(Node node, Opening opening, int version, List<String> keepers, List<NodeStepTable.Step> life) {}

    /** @param why for the history, 2 to 200 characters */
    @Serdeable
    record Step(
            @NotNull Node.Status to,
            @NotNull @Min(1) Integer version,
            @NotNull @Size(min = 2, max = 200) String why) {}

    NodeController(
            NodeKeeping keeping,
            NodeStepTable steps,
            Closing closing,
            OwnNodes own,
            NetworkWatch watch,
            Grants grants) {
        this.keeping = keeping;
        this.steps = steps;
        this.closing = closing;
        this.own = own;
        this.watch = watch;
        this.grants = grants;
    }

    @Get
    NodeCard node(Caller caller, String code) {
        own.node(caller, code, READ);
        return card(watch.snapshot().tables().places().get(code));
    }

    @Put
    NodeCard change(Caller caller, String code, @Body @Valid NodeChange body) {
        return card(keeping.change(caller, code, body));
    }

    /** What closing it would take and move. */
    @Get("/closing")
    Closing.Outlook closing(Caller caller, String code) {
        own.node(caller, code, READ);
        return closing.outlook(code, watch.snapshot());
    }

    @Post("/steps")
    NodeKeeping.Taken step(
            Caller caller, String code, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Step body) {
        return keeping.step(
                caller,
                key,
                new NodeKeeping.StepAsked(
                        code, body.to(), body.version(), body.why().strip()));
    }

    private NodeCard card(Place place) {
        return new NodeCard(
                place.node(),
                place.opening(),
                place.version(),
                grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, place.code())),
                steps.of(place.code()));
    }
}
