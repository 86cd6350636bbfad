package org.cunlu.logistics.transfer;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.transfer.UnitsIn.Proposal;
import org.cunlu.logistics.transfer.UnitsIn.TakenIn;
import org.cunlu.logistics.transfer.UnitsIn.UnitReceipt;

/** Units of transfers that come to one's own node. */
@Controller("/api/station/goods")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class UnitsController {
    private final UnitsIn unitsIn;

    UnitsController(UnitsIn unitsIn) {
        this.unitsIn = unitsIn;
    }

    /** What a bag or crate brings, by its seal or number, or one unit by its barcode: the rows to be received. */
    @Get
    Proposal proposal(
            Caller caller, @QueryValue @Size(max = 32) String node, @QueryValue @Size(min = 1, max = 32) String of) {
        return unitsIn.propose(caller, node, of);
    }

    /** Takes units in, all of their pieces or a part; what is short, damaged or over opens a difference. */
    @Post("/receipts")
    TakenIn take(Caller caller, @Body @Valid UnitReceipt receipt, @Nullable @Header("Idempotency-Key") String key) {
        return unitsIn.take(caller, receipt, key);
    }
}
