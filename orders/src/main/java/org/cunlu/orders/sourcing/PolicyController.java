package org.cunlu.orders.sourcing;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.ServingRules;
import org.cunlu.orders.ServingRules.Policy;
import org.cunlu.orders.ServingRules.Wanted;
import org.cunlu.orders.Trade;

/** By which rules the county's orders are served from which nodes. */
@Controller("/api/county/source-policies")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class PolicyController {
    private final ServingRules policies;

    PolicyController(ServingRules policies) {
        this.policies = policies;
    }

    @Get
    Page<Policy> all(@Parameter(hidden = true) Caller caller) {
        return new Page<>(policies.all(caller), null);
    }

    /** Sets a policy; setting what holds already changes nothing. */
    @Put("/{trade}")
    Policy set(@Parameter(hidden = true) Caller caller, @PathVariable Trade trade, @Body @Valid Wanted wanted) {
        return policies.set(caller, trade, wanted);
    }
}
