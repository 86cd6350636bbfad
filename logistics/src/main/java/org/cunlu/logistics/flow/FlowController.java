package org.cunlu.logistics.flow;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.CountyFlows;
import org.cunlu.logistics.Flows;

/** Flows of a county for who runs all of it. */
@Controller("/api/county/flows")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class FlowController {
    private final CountyFlows flows;

    FlowController(CountyFlows flows) {
        this.flows = flows;
    }

    /** @param from first day, by default 29 days before {@code to} @param to last day, by default today */
    @Get
    Flows.Flow between(Caller caller, @Nullable @QueryValue LocalDate from, @Nullable @QueryValue LocalDate to) {
        return flows.flows(caller, from, to);
    }
}
