package org.cunlu.logistics.correcting;

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
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.correcting.Correcting.Order;
import org.cunlu.logistics.correcting.Correcting.Verdict;
import org.cunlu.logistics.correcting.CorrectionTable.Correction;
import org.cunlu.logistics.correcting.CorrectionTable.State;

/** What purchase orders and transfers wrote into the stock of one's own node, and its corrections. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class CorrectionController {
    private static final int ACTS_MAX = 200;

    private final Correcting correcting;
    private final CorrectionTable table;
    private final PaperActs acts;
    private final Workplaces workplaces;

    CorrectionController(Correcting correcting, CorrectionTable table, PaperActs acts, Workplaces workplaces) {
        this.correcting = correcting;
        this.table = table;
        this.acts = acts;
        this.workplaces = workplaces;
    }

    /** @param pieces more when above 0, fewer when below */
    @Serdeable
    record Moved(String skuCode, String lotCode, String owner, StockStatus status, String bin, long pieces) {}

    /** @param reversal whether it takes another back @param reversed whether it was taken back */
    @Serdeable
    record ActOfPaper(
            String actId,
            String paperKind,
            String what,
            Instant occurredAt,
            boolean reversal,
            boolean reversed,
            List<Moved> moved) {}

    /** What a paper wrote at a node, oldest first, 200 at most. */
    @Get("/api/station/papers/{paperId}/acts")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    List<ActOfPaper> acts(
            Caller caller, @PathVariable @Size(max = 13) String paperId, @QueryValue @Size(max = 32) String node) {
        var here = workplaces.own(caller, node, "logistics.paper-look", Workplaces.HANDS);
        return acts.of(here.code(), paperId, ACTS_MAX).stream()
                .map(act -> new ActOfPaper(
                        act.actId(),
                        act.paper().kind(),
                        act.what().name(),
                        act.occurredAt(),
                        act.reversal(),
                        act.reversed(),
                        act.changes().stream()
                                .map(change -> new Moved(
                                        change.part().skuCode(),
                                        change.part().lotCode(),
                                        change.part().owner().text(),
                                        change.part().status(),
                                        change.part().bin(),
                                        change.pieces()))
                                .toList()))
                .toList();
    }

    /** Takes an act of a purchase order or transfer back and writes what is true instead; above the limit it is proposed. */
    @Post("/api/station/papers/{paperId}/acts/{actId}/correction")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Status(HttpStatus.CREATED)
    Correction correct(
            Caller caller,
            @PathVariable @Size(max = 13) String paperId,
            @PathVariable @Size(max = 13) String actId,
            @Body @Valid Order order,
            @Nullable @Header("Idempotency-Key") String key) {
        return correcting.correct(caller, paperId, actId, order, key);
    }

    /** Newest first. */
    @Get("/api/dispatch/paper-corrections")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    Page<Correction> corrections(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue State state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        var there = workplaces.own(caller, node, "logistics.paper-look", Correcting.DECIDERS);
        int size = Page.limit(limit);
        return Page.of(table.at(there, state, cursor, size + 1), size, Correction::correctionId);
    }

    /** Signs or rejects what another has proposed. */
    @Post("/api/dispatch/paper-corrections/{correctionId}/decision")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    Correction decide(
            Caller caller,
            @PathVariable @Size(max = 13) String correctionId,
            @Body @Valid Verdict verdict,
            @Nullable @Header("Idempotency-Key") String key) {
        return correcting.decide(caller, correctionId, verdict, key);
    }
}
