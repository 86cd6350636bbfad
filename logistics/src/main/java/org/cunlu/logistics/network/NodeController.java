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
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeChange;
import org.cunlu.logistics.NodeDesk;

/** One node of the caller's own part of the county: read, changed, opened and closed. */
@Controller("/api/dispatch/nodes/{code}")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class NodeController {
    private final NodeDesk nodes;

    /** @param why for the history, 2 to 200 characters */
    @Serdeable
    record Step(
            @NotNull Node.Status to,
            @NotNull @Min(1) Integer version,
            @NotNull @Size(min = 2, max = 200) String why) {}

    NodeController(NodeDesk nodes) {
        this.nodes = nodes;
    }

    @Get
    NodeDesk.Card node(Caller caller, String code) {
        return nodes.card(caller, code);
    }

    @Put
    NodeDesk.Card change(Caller caller, String code, @Body @Valid NodeChange body) {
        return nodes.change(caller, code, body);
    }

    /** What closing it would take and move. */
    @Get("/closing")
    NodeDesk.Outlook closing(Caller caller, String code) {
        return nodes.outlook(caller, code);
    }

    @Post("/steps")
    NodeDesk.Taken step(
            Caller caller, String code, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Step body) {
        return nodes.step(caller, key, code, body.to(), body.version(), body.why());
    }
}
