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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.LotsInParcels.Holding;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.withheld.RecallTable.Recall;
import org.cunlu.logistics.withheld.Recalling.Called;
import org.cunlu.logistics.withheld.Recalling.Lifting;
import org.cunlu.logistics.withheld.Recalling.Order;

/** Recalls of one's own county: which stock, parcels, stations and orders hold the lot. */
@Controller("/api/county/recalls")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class RecallController {
    private static final int ROWS_MAX = 100_000;

    private final Recalling recalling;
    private final RecallTable table;
    private final LotsInParcels parcels;
    private final StockBook book;
    private final Workplaces workplaces;

    RecallController(
            Recalling recalling, RecallTable table, LotsInParcels parcels, StockBook book, Workplaces workplaces) {
        this.recalling = recalling;
        this.table = table;
        this.parcels = parcels;
        this.book = book;
        this.workplaces = workplaces;
    }

    /** Pieces of the lot that stand at a node. */
    @Serdeable
    record Stands(String node, String owner, StockStatus status, String bin, long pieces) {}

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
        var hub = workplaces.own(caller, node, "logistics.recall-look", Recalling.CALLERS);
        int size = Page.limit(limit);
        return Page.of(table.of(hub.countyCode(), cursor, size + 1), size, Recall::recallId);
    }

    /** Parcels that hold pieces of it, by barcode. */
    @Get("/{recallId}/parcels")
    Page<Holding> parcels(
            Caller caller,
            @PathVariable @Size(max = 13) String recallId,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        Recall recall = recalling.own(caller, recallId, "logistics.recall-look");
        int size = Page.limit(limit);
        return Page.of(
                parcels.holding(recall.countyCode(), recall.lotCode(), cursor == null ? "" : cursor, size + 1),
                size,
                Holding::barcode);
    }

    /** The same for a spreadsheet. */
    @Get("/{recallId}/parcels.csv")
    @Produces("text/csv")
    HttpResponse<String> parcelsCsv(Caller caller, @PathVariable @Size(max = 13) String recallId) {
        Recall recall = recalling.own(caller, recallId, "logistics.recall-look");
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
        Recall recall = recalling.own(caller, recallId, "logistics.recall-look");
        var stands = new ArrayList<Stands>();
        for (String node : book.nodesOf(recall.skuCode(), recall.lotCode())) {
            book.look(node, List.of(recall.skuCode())).stream()
                    .filter(each -> each.part().lotCode().equals(recall.lotCode()))
                    .forEach(each -> stands.add(new Stands(
                            node,
                            each.part().owner().text(),
                            each.part().status(),
                            each.part().bin(),
                            each.pieces())));
        }
        return stands;
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
