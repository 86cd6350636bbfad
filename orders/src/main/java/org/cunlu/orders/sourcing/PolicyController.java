package org.cunlu.orders.sourcing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Trade;
import org.cunlu.orders.sourcing.SourcePolicy.Backorder;
import org.cunlu.orders.sourcing.SourcePolicy.By;
import org.cunlu.orders.sourcing.SourcePolicy.Split;

/** By which rules the county's orders are served from which nodes. */
@Controller("/api/county/source-policies")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class PolicyController {
    private final PolicyKeeping policies;

    PolicyController(PolicyKeeping policies) {
        this.policies = policies;
    }

    /**
     * A policy in force.
     * @param version 0 for what holds until a county sets its own
     * @param rules the first difference decides
     * @param split whether several nodes may serve together
     * @param backorder whether buyers may wait for what is still to come
     */
    @Serdeable
    record PolicyView(Trade trade, int version, List<By> rules, Split split, Backorder backorder) {}

    /** @param version the one that was seen @param rules each at most once @param backorder null to leave it as it is */
    @Serdeable
    record Wanted(
            @NotNull @PositiveOrZero Integer version,
            @NotEmpty @Size(max = 8) List<@NotNull By> rules,
            @NotNull Split split,
            @Nullable Backorder backorder) {}

    @Get
    Page<PolicyView> all(@Parameter(hidden = true) Caller caller) {
        return new Page<>(policies.all(caller), null);
    }

    /** Sets a policy; setting what holds already changes nothing. */
    @Put("/{trade}")
    PolicyView set(@Parameter(hidden = true) Caller caller, @PathVariable Trade trade, @Body @Valid Wanted wanted) {
        return policies.set(caller, trade, wanted);
    }
}
