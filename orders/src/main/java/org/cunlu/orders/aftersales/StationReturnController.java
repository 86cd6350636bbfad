package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.ReturnCounter;
import org.cunlu.orders.ReturnCounter.Handed;
import org.cunlu.orders.ReturnCounter.Taken;

/** Goods that buyers hand in to be brought back. */
@Controller("/api/station/goods-back")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class StationReturnController {
    private final ReturnCounter counter;

    StationReturnController(ReturnCounter counter) {
        this.counter = counter;
    }

    /** By the code that the buyer shows, at any station. */
    @Post
    @Status(HttpStatus.CREATED)
    Taken take(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Handed handed,
            @Nullable @Header("Idempotency-Key") String key) {
        return counter.take(caller, handed, key);
    }
}
