package org.cunlu.logistics.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
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
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationToday;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Bag;
import org.cunlu.logistics.StationWork.PickedUp;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.StationWork.ToCall;

/** Parcels, bags, scans and pickups of one's own node. */
@Controller("/api/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class StationController {
    private final StationWork work;
    private final StationToday day;

    StationController(StationWork work, StationToday day) {
        this.work = work;
        this.day = day;
    }

    /** @param requestId 8 to 64 visible ASCII characters; the same again gives the same bag @param kind BAG when left out */
    @Serdeable
    record BagOrder(
            @NotBlank @Size(min = 8, max = 64) String requestId,
            @NotBlank @Size(max = 32) String node,
            @NotBlank @Size(max = 32) String nextNode,
            @Nullable Bags.Kind kind) {}

    /**
     * @param scans at most 500, applied in this order, each on its own
     * @param sentAt what the scanner's clock says now, when it kept these while it had no network: then they are applied
     *     in the order of their device times, and what its clock is wrong by is taken out of them
     */
    @Serdeable
    record ScanBatch(
            @NotNull @Size(min = 1, max = StationWork.SCANS_MAX)
            List<@NotNull Scan> scans,

            @Nullable Instant sentAt) {}

    /**
     * One result for each scan, in their order.
     * @param clockOffSeconds by how much the scanner's clock is ahead; null when it did not say what it shows
     * @param notice for whoever holds the scanner, when its clock is wrong
     */
    @Serdeable
    record ScanResults(
            List<ScanResult> results,
            @Nullable Long clockOffSeconds,
            @Nullable String notice) {}

    /** @param cashFen what was collected; null or 0 when nothing was due */
    @Serdeable
    record Pickup(
            @NotBlank @Size(min = 8, max = 64) String requestId,
            @NotBlank @Size(max = 32) String node,
            @NotBlank @Size(min = 6, max = 8) String pickupCode,
            @Nullable Long cashFen) {
        @Override
        public String toString() {
            return "Pickup";
        }
    }

    /** What comes, what is to be done with what is here, and the cash to hand in. */
    @Get("/today")
    StationToday.Today today(Caller caller, @QueryValue @Size(max = 32) String node) {
        return day.of(caller, node);
    }

    @Get("/parcels")
    Page<StationParcel> parcels(
            Caller caller,
            @QueryValue String node,
            @Nullable @QueryValue ParcelState state,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return work.parcels(caller, node, state, cursor, limit);
    }

    /** Whom to call about a parcel that waits here, for its keeper. @param why what for; the recipient can read it */
    @Get("/parcels/{barcode}/recipient")
    @Secured("STATION_KEEPER")
    @Header(name = "Cache-Control", value = "no-store")
    ToCall recipient(
            Caller caller,
            @PathVariable @Size(max = 32) String barcode,
            @Nullable @QueryValue @Size(max = 200) String why) {
        return work.recipient(caller, barcode, why == null ? "" : why);
    }

    @Post("/bags")
    @Status(HttpStatus.CREATED)
    Bag openBag(Caller caller, @Body @Valid BagOrder order) {
        Bags.Kind kind = order.kind() == null ? Bags.Kind.BAG : order.kind();
        return work.openBag(caller, order.requestId(), order.node(), order.nextNode(), kind);
    }

    @Post("/scans")
    ScanResults scan(Caller caller, @Body @Valid ScanBatch batch) {
        if (batch.sentAt() == null) {
            return new ScanResults(work.scan(caller, batch.scans()), null, null);
        }
        var answer = work.scanKept(caller, batch.sentAt(), batch.scans());
        return new ScanResults(answer.results(), answer.clockOffSeconds(), answer.notice());
    }

    @Post("/pickups")
    PickedUp pickUp(Caller caller, @Body @Valid Pickup pickup) {
        return work.pickUp(caller, pickup.requestId(), pickup.node(), pickup.pickupCode(), pickup.cashFen());
    }
}
