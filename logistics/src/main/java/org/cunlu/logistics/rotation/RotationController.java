package org.cunlu.logistics.rotation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveRotations;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.rotation.RotationTable.Rotation;

/** Rotations of one's own level or holding. */
@Controller("/api/reserve/rotations")
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_HOLDER", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class RotationController {
    private static final int ROWS_MAX = 2_000;
    private static final String LOOK = Calendar.LOOK;

    private final Turning turning;
    private final Auctioning auctioning;
    private final Plan plan;
    private final RotationTable table;
    private final Reserves reserves;
    private final Clock clock;

    RotationController(
            Turning turning, Auctioning auctioning, Plan plan, RotationTable table, Reserves reserves, Clock clock) {
        this.turning = turning;
        this.auctioning = auctioning;
        this.plan = plan;
        this.table = table;
        this.reserves = reserves;
        this.clock = clock;
    }

    /** Lots that are due within a year. */
    @Get("/plan")
    List<Plan.Turn> plan(Caller caller, @QueryValue @Size(max = 32) String holding) {
        return plan.ahead(reserves.visible(caller, holding, LOOK, Reserves.READERS), CountyTime.date(clock.instant()));
    }

    @Get
    Page<Rotation> rotations(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        var seen = reserves.visible(caller, holding, LOOK, Reserves.READERS);
        int size = Page.limit(limit);
        return Page.of(table.of(seen.code(), cursor == null ? "" : cursor, size + 1), size, Rotation::rotationId);
    }

    /** What is out and waits for its auction, for the trading centre; the latest 2,000. */
    @Get("/auction.csv")
    @Produces("text/csv")
    HttpResponse<String> auction(Caller caller, @QueryValue @Size(max = 32) String holding) {
        var seen = reserves.visible(caller, holding, LOOK, Reserves.READERS);
        var csv = new CsvText();
        csv.line(List.of(
                "rotation_id",
                "holding",
                "node_code",
                "sku_code",
                "lot_code",
                "variety",
                "grade",
                "in_on",
                "pieces",
                "grams"));
        var out = table.auctioned(seen.code(), ROWS_MAX);
        var lots =
                reserves.lotsById(out.stream().map(Rotation::lotId).distinct().toList());
        out.forEach(each -> {
            var lot = lots.get(each.lotId());
            csv.line(List.of(
                    each.rotationId(),
                    each.holding(),
                    lot.nodeCode(),
                    lot.skuCode(),
                    lot.lotCode(),
                    lot.variety(),
                    lot.grade(),
                    lot.inOn(),
                    each.pieces(),
                    each.grams()));
        });
        return HttpResponse.ok(csv.toString())
                .header("Content-Disposition", "attachment; filename=\"auction-" + seen.code() + ".csv\"");
    }

    @Post
    @Secured("RESERVE_OFFICER")
    @Status(HttpStatus.CREATED)
    Rotation propose(
            Caller caller, @Body @Valid Turning.Proposal proposal, @Nullable @Header("Idempotency-Key") String key) {
        return turning.propose(caller, proposal, key);
    }

    @Post("/{rotationId}/decision")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveRotations.DECIDE)
    Rotation decide(
            Caller caller,
            @PathVariable @Size(max = 13) String rotationId,
            @Body @Valid Turning.Decision decision,
            @Nullable @Header("Idempotency-Key") String key) {
        return turning.decide(caller, rotationId, decision, key);
    }

    @Post("/{rotationId}/out")
    @Secured("RESERVE_OFFICER")
    @FreshSecondFactor(ReserveRotations.OUT)
    Rotation out(
            Caller caller,
            @PathVariable @Size(max = 13) String rotationId,
            @Nullable @Header("Idempotency-Key") String key) {
        return turning.out(caller, rotationId, key);
    }

    /** How its auction ended: sold, and it leaves; or not, and it is sale stock. */
    @Post("/{rotationId}/auction-result")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveRotations.AUCTION)
    Rotation auctioned(
            Caller caller,
            @PathVariable @Size(max = 13) String rotationId,
            @Body @Valid Auctioning.Result result,
            @Nullable @Header("Idempotency-Key") String key) {
        return auctioning.result(caller, rotationId, result, key);
    }

    @Post("/{rotationId}/extension")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveRotations.EXTEND)
    Rotation extend(
            Caller caller,
            @PathVariable @Size(max = 13) String rotationId,
            @Body @Valid Turning.Extension extension,
            @Nullable @Header("Idempotency-Key") String key) {
        return turning.extend(caller, rotationId, extension, key);
    }
}
