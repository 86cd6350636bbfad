package org.cunlu.logistics.replenish;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.replenish.AllStations.OutAt;
import org.cunlu.logistics.replenish.AllStations.SlowAt;
import org.cunlu.logistics.replenish.PolicyTable.Policy;
import org.cunlu.logistics.replenish.Replenishing.Slow;
import org.cunlu.logistics.replenish.Replenishing.StockOut;
import org.cunlu.logistics.replenish.Restocking.Shipped;

/** What nodes of one's own part of the county are to have, need, lack and do not sell. */
@Controller("/api/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class ReplenishController {
    private final Replenishing replenishing;

    private final AllStations stations;
    private final Restocking restocking;

    ReplenishController(Replenishing replenishing, AllStations stations, Restocking restocking) {
        this.replenishing = replenishing;
        this.stations = stations;
        this.restocking = restocking;
    }

    /** Sets how much of a SKU a node is to have; safe to repeat. */
    @Put("/policies")
    Policy set(Caller caller, @Body @Valid Policy policy) {
        return replenishing.set(caller, policy);
    }

    /** What each SKU with a policy needs, by the last 28 days. */
    @Get("/replenishment")
    Page<Need> needs(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 32) String cursor,
            @Nullable @QueryValue Integer limit) {
        return replenishing.needs(caller, node, cursor, limit);
    }

    /** SKUs with a policy of which there is nothing to sell. */
    @Get("/stock-outs")
    Page<StockOut> stockOuts(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 32) String cursor,
            @Nullable @QueryValue Integer limit) {
        return replenishing.stockOuts(caller, node, cursor, limit);
    }

    /** @param days in which none has left; 60 unless told */
    @Get("/slow-movers")
    Page<Slow> slow(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @QueryValue(defaultValue = "60") @Min(1) @Max(3650) int days,
            @Nullable @QueryValue @Size(max = 32) String cursor,
            @Nullable @QueryValue Integer limit) {
        return replenishing.slow(caller, node, days, cursor, limit);
    }

    /** Stock-outs of all nodes at and below one, by node and SKU. */
    @Get("/all-stock-outs")
    Page<OutAt> allStockOuts(
            Caller caller,
            @QueryValue @Size(max = 32) String under,
            @Nullable @QueryValue @Size(max = 65) String cursor,
            @Nullable @QueryValue Integer limit) {
        return stations.stockOuts(caller, under, cursor, limit);
    }

    /** Slow movers of all nodes at and below one, by node and SKU. @param days in which none has left; 60 unless told */
    @Get("/all-slow-movers")
    Page<SlowAt> allSlow(
            Caller caller,
            @QueryValue @Size(max = 32) String under,
            @QueryValue(defaultValue = "60") @Min(1) @Max(3650) int days,
            @Nullable @QueryValue @Size(max = 65) String cursor,
            @Nullable @QueryValue Integer limit) {
        return stations.slow(caller, under, days, cursor, limit);
    }

    /** Ships what a node needs now from one that supplies it, as much as is free there, in one transfer. */
    @Post("/replenishment/transfers")
    @Status(HttpStatus.CREATED)
    Shipped ship(Caller caller, @Body @Valid Restocking.Order order, @Nullable @Header("Idempotency-Key") String key) {
        return restocking.ship(caller, order, key);
    }
}
