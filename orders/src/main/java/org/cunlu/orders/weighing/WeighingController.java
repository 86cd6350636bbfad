package org.cunlu.orders.weighing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.weighing.Weighing.Weighable;

/** What is paid for as it weighs goes on the scales while it is picked. */
@Controller("/api/station/weighings")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class WeighingController {
    private final Weighing weighing;

    WeighingController(Weighing weighing) {
        this.weighing = weighing;
    }

    /** Lines of an order that are to be weighed, at the node that picks it. */
    @Get("/{orderId}")
    List<Weighable> of(@Parameter(hidden = true) Caller caller, String orderId) {
        return weighing.of(caller, orderId);
    }

    /** A reading of the scales; until the parcel is packed the last of a line counts. */
    @Post
    Weighable read(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Weighing.Read read,
            @Nullable @Header("Idempotency-Key") String key) {
        return weighing.read(caller, read, key);
    }
}
