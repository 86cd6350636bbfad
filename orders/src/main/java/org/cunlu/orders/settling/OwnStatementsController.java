package org.cunlu.orders.settling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.OwnStatements;
import org.cunlu.orders.Party;

/** Statements as shops, live hosts and stations read their own. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnStatementsController {
    private static final String ACT = "orders.statement";

    private final OwnStatements own;
    private final StatementReading reading;
    private final Workplaces workplaces;

    OwnStatementsController(OwnStatements own, StatementReading reading, Workplaces workplaces) {
        this.own = own;
        this.reading = reading;
        this.workplaces = workplaces;
    }

    /** A shop's statements, the newest first. @param shop may be absent when the caller has one only @param cursor number of a period */
    @Get("/seller/statements")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
    @Tag(name = "seller")
    Page<OwnStatements.View> shops(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return own.ofShop(caller, shop, cursor, Page.limit(limit));
    }

    /** Its lines, in order of posting. */
    @Get("/seller/statements/{statementId}/lines")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
    @Tag(name = "seller")
    Page<OwnStatements.LineView> shopLines(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return own.linesOfShop(caller, shop, statementId, cursor, Page.limit(limit));
    }

    /** All of it as a file. */
    @Get(value = "/seller/statements/{statementId}/file", produces = "text/csv")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
    @Tag(name = "seller")
    HttpResponse<byte[]> shopFile(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @Nullable @QueryValue @Size(max = 32) String shop) {
        return file(own.fileOfShop(caller, shop, statementId));
    }

    /** What a live host is owed for his sessions, the newest first. */
    @Get("/seller/host-statements")
    @Secured({ShopRight.OWNER_ROLE, "LIVE_HOST"})
    @Tag(name = "seller")
    Page<OwnStatements.View> hosts(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return own.ofHost(caller, cursor, Page.limit(limit));
    }

    @Get("/seller/host-statements/{statementId}/lines")
    @Secured({ShopRight.OWNER_ROLE, "LIVE_HOST"})
    @Tag(name = "seller")
    Page<OwnStatements.LineView> hostLines(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return own.linesOfHost(caller, statementId, cursor, Page.limit(limit));
    }

    @Get(value = "/seller/host-statements/{statementId}/file", produces = "text/csv")
    @Secured({ShopRight.OWNER_ROLE, "LIVE_HOST"})
    @Tag(name = "seller")
    HttpResponse<byte[]> hostFile(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String statementId) {
        return file(own.fileOfHost(caller, statementId));
    }

    /** What a station is owed, the newest first. */
    @Get("/station/statements")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Page<OwnStatements.View> stations(
            @Parameter(hidden = true) Caller caller,
            @QueryValue @NotBlank @Size(max = 32) String node,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return reading.of(station(caller, node), cursor, Page.limit(limit));
    }

    @Get("/station/statements/{statementId}/lines")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Page<OwnStatements.LineView> stationLines(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @QueryValue @NotBlank @Size(max = 32) String node,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        return reading.lines(reading.one(statementId, station(caller, node)), cursor, Page.limit(limit));
    }

    @Get(value = "/station/statements/{statementId}/file", produces = "text/csv")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    HttpResponse<byte[]> stationFile(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String statementId,
            @QueryValue @NotBlank @Size(max = 32) String node) {
        return file(reading.csv(reading.one(statementId, station(caller, node))));
    }

    private Party station(Caller caller, String node) {
        return new Party(
                Party.Kind.STATION,
                workplaces.own(caller, node, ACT, Workplaces.HANDS).code());
    }

    static HttpResponse<byte[]> file(byte[] csv) {
        return HttpResponse.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"statement.csv\"")
                .header("Cache-Control", "no-store");
    }
}
