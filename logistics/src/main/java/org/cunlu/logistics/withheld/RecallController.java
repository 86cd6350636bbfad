package org.cunlu.logistics.withheld;

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
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.LotsInParcels.Holding;
import org.cunlu.logistics.RecallDesk;
import org.cunlu.logistics.RecallDesk.Called;
import org.cunlu.logistics.RecallDesk.Lifting;
import org.cunlu.logistics.RecallDesk.Order;
import org.cunlu.logistics.RecallDesk.Recall;
import org.cunlu.logistics.RecallDesk.Stands;

/** Recalls of one's own county: which stock, parcels, stations and orders hold the lot. */
@Controller("/api/county/recalls")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class RecallController {
    private static final int ROWS_MAX = 100_000;

    private final RecallDesk recalling;
    private final LotsInParcels parcels;

    RecallController(RecallDesk recalling, LotsInParcels parcels) {
        this.recalling = recalling;
        this.parcels = parcels;
    }

    /** Calls a lot back. */
    @Post
    @Status(HttpStatus.CREATED)
    Called call(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return recalling.call(caller, order, key);
    }

    /** Newest first. @param node the county's hub */
    @Get
    Page<Recall> recalls(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return recalling.recalls(caller, node, cursor, limit);
    }

    /** Parcels that hold pieces of it, by barcode. */
    @Get("/{recallId}/parcels")
    Page<Holding> parcels(
            Caller caller,
            @PathVariable @Size(max = 13) String recallId,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        return recalling.parcels(caller, recallId, cursor, limit);
    }

    /** The same for a spreadsheet. */
    @Get("/{recallId}/parcels.csv")
    @Produces("text/csv")
    HttpResponse<String> parcelsCsv(Caller caller, @PathVariable @Size(max = 13) String recallId) {
        Recall recall = recalling.recall(caller, recallId);
        var csv = new CsvText();
        csv.line(List.of("barcode", "order_id", "sku_code", "lot_code", "pieces", "state", "holder", "to_node"));
        parcels.holding(recall.countyCode(), recall.lotCode(), "", ROWS_MAX)
                .forEach(each -> csv.line(List.of(
                        each.barcode(),
                        each.orderId(),
                        each.skuCode(),
                        recall.lotCode(),
                        each.pieces(),
                        each.state(),
                        each.holder(),
                        each.toNode())));
        return HttpResponse.ok(csv.toString())
                .header("Content-Disposition", "attachment; filename=\"recall-" + recall.recallId() + ".csv\"");
    }

    /** Where pieces of it stand, and what they are kept as. */
    @Get("/{recallId}/stock")
    List<Stands> stock(Caller caller, @PathVariable @Size(max = 13) String recallId) {
        return recalling.stock(caller, recallId);
    }

    /** The lot may be sold again. */
    @Post("/{recallId}/lifting")
    Recall lift(
            Caller caller,
            @PathVariable @Size(max = 13) String recallId,
            @Body @Valid Lifting lifting,
            @Nullable @Header("Idempotency-Key") String key) {
        return recalling.lift(caller, recallId, lifting, key);
    }
}
