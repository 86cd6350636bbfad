package org.cunlu.logistics.stock;

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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.stock.ActTable.Told;
import org.cunlu.logistics.stock.ShelfWork.Done;
import org.cunlu.logistics.stock.ShelfWork.Order;
import org.cunlu.logistics.stock.ShelfWork.Reversal;

/** Stock of one's own node: what stands there, what became of it, what is done with it. */
@Controller("/api/station/stock")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class StockController {
    private final ShelfWork work;
    private final PartShelf shelf;
    private final StockLedger ledger;
    private final ActTable acts;
    private final Workplaces workplaces;

    StockController(ShelfWork work, PartShelf shelf, StockLedger ledger, ActTable acts, Workplaces workplaces) {
        this.work = work;
        this.shelf = shelf;
        this.ledger = ledger;
        this.acts = acts;
        this.workplaces = workplaces;
    }

    /** @param lotCode empty for SKUs that are not tracked by lot @param bin empty when it was not put away */
    @Serdeable
    record PartHere(
            String lotCode,
            String owner,
            StockStatus status,
            String bin,
            @Nullable Long pieces,
            @Nullable LocalDate expiresOn) {}

    /**
     * @param available what can be sold
     * @param beingCounted whether nothing may come or go now; then no number is told, for whoever counts is to find it
     */
    @Serdeable
    record LevelHere(
            String skuCode,
            @Nullable Long onHand,
            @Nullable Long onHold,
            @Nullable Long allocated,
            @Nullable Long earmarked,
            @Nullable Long floor,
            @Nullable Long available,
            boolean beingCounted,
            List<PartHere> parts) {
        static LevelHere of(StockLedger.Level level, List<Standing> parts) {
            boolean blind = level.frozen();
            return new LevelHere(
                    level.key().skuCode(),
                    blind ? null : level.onHand(),
                    blind ? null : level.onHold(),
                    blind ? null : level.allocated(),
                    blind ? null : level.earmarked(),
                    blind ? null : level.floor(),
                    blind ? null : level.available(),
                    blind,
                    parts.stream()
                            .map(each -> new PartHere(
                                    each.part().lotCode(),
                                    each.part().owner().text(),
                                    each.part().status(),
                                    each.part().bin(),
                                    blind ? null : each.pieces(),
                                    each.expiresOn()))
                            .toList());
        }
    }

    /** SKUs with pieces at a node, in the order of their codes. */
    @Get
    Page<LevelHere> levels(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 32) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.stock-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        var parts = shelf.at(node, cursor, size + 1).stream()
                .collect(Collectors.groupingBy(each -> each.part().skuCode(), TreeMap::new, Collectors.toList()));
        var levels = ledger.levels(parts.keySet(), List.of(node)).stream()
                .sorted(Comparator.comparing(level -> level.key().skuCode()))
                .map(level -> LevelHere.of(level, parts.get(level.key().skuCode())))
                .toList();
        return Page.of(levels, size, LevelHere::skuCode);
    }

    /** Movements of a SKU at a node, newest first; not while it is counted. */
    @Get("/movements")
    Page<Told> movements(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @QueryValue @Size(max = 32) String skuCode,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.stock-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        var key = new SkuAtNode(skuCode, node);
        if (!ledger.frozen(List.of(key)).isEmpty()) {
            throw ProblemException.of(
                            409, "being-counted", "正在盘点 · It is being counted", "请盘点后再看 · Look again when it is done")
                    .fact("skuCode", skuCode);
        }
        return Page.of(acts.told(key.nodeCode(), key.skuCode(), cursor, size + 1), size, Told::movementId);
    }

    /** Receive without a paper, hold, quarantine, mark damaged, release, put away. */
    @Post("/acts")
    @Status(HttpStatus.CREATED)
    Done act(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return work.act(caller, order, key);
    }

    /** Takes a wrong act back, once, by an act that is linked to it. */
    @Post("/acts/{actId}/reversal")
    @Status(HttpStatus.CREATED)
    Done reverse(
            Caller caller,
            @PathVariable @Size(max = 13) String actId,
            @Body @Valid Reversal reversal,
            @Nullable @Header("Idempotency-Key") String key) {
        return work.reverse(caller, actId, reversal, key);
    }
}
