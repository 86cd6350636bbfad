package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.pricewatch.PriceViews.Point;
import org.cunlu.logistics.pricewatch.PriceViews.Spot;

/** Map and curve of prices, days of supply, reports that wait, alerts. Prices are fen a kilogram. */
@Controller("/api/reserve/prices")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@Tag(name = "reserve")
class PriceController {
    private static final String CSV = "text/csv;charset=utf-8";

    private final PriceViews views;
    private final Supplies supplies;
    private final Reporting reporting;
    private final Watching watching;
    private final ReportTable reports;
    private final AlertTable alerts;
    private final String county;

    PriceController(
            PriceViews views,
            Supplies supplies,
            Reporting reporting,
            Watching watching,
            ReportTable reports,
            AlertTable alerts,
            @Value("${cunlu.county.code}") String county) {
        this.views = views;
        this.supplies = supplies;
        this.reporting = reporting;
        this.watching = watching;
        this.reports = reports;
        this.alerts = alerts;
        this.county = county;
    }

    @Serdeable
    @Schema(name = "PriceMap")
    record PriceMap(List<Spot> items) {}

    @Serdeable
    @Schema(name = "PriceCurve")
    record Curve(List<Point> items) {}

    @Serdeable
    @Schema(name = "DaysOfSupply")
    record SupplyList(List<Supplies.Supply> items) {}

    @Serdeable
    @Schema(name = "InputCover")
    record Inputs(List<Supplies.Covered> items) {}

    @Serdeable
    @Schema(name = "PriceReportDecision")
    record Decision(@NotNull Boolean right) {}

    @Serdeable
    @Schema(name = "PriceAlertClosing")
    record Closing(@NotBlank @Size(max = 300) String why) {}

    /** By township, with its place. */
    @Get("/map")
    PriceMap map(
            Caller caller, @QueryValue @Pattern(regexp = Watched.CODE) String commodity, @QueryValue LocalDate day) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return new PriceMap(views.map(commodity, day));
    }

    @Get("/map.csv")
    @Produces(CSV)
    HttpResponse<String> mapCsv(
            Caller caller, @QueryValue @Pattern(regexp = Watched.CODE) String commodity, @QueryValue LocalDate day) {
        PriceRoles.demand(caller, PriceRoles.READS);
        var text = new CsvText().line(Spot.HEADER);
        views.map(commodity, day).forEach(each -> text.line(each.cells()));
        return file(text, "price-map.csv");
    }

    /** Of the county, or of a township; a year and a day at most. */
    @Get("/curve")
    Curve curve(
            Caller caller,
            @QueryValue @Pattern(regexp = Watched.CODE) String commodity,
            @Nullable @QueryValue @Pattern(regexp = Watched.CODE) String township,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return new Curve(views.curve(commodity, township, from, until));
    }

    @Get("/curve.csv")
    @Produces(CSV)
    HttpResponse<String> curveCsv(
            Caller caller,
            @QueryValue @Pattern(regexp = Watched.CODE) String commodity,
            @Nullable @QueryValue @Pattern(regexp = Watched.CODE) String township,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until) {
        PriceRoles.demand(caller, PriceRoles.READS);
        var text = new CsvText().line(Point.HEADER);
        views.curve(commodity, township, from, until).forEach(each -> text.line(each.cells()));
        return file(text, "price-curve.csv");
    }

    @Get("/supply")
    SupplyList supply(Caller caller, @QueryValue LocalDate day) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return new SupplyList(supplies.supply(day));
    }

    /** What is there of what the sown area of the season needs. */
    @Get("/inputs")
    Inputs inputs(Caller caller, @QueryValue LocalDate day) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return new Inputs(supplies.inputs(day));
    }

    @Get("/held")
    Page<Report> held(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        PriceRoles.demand(caller, PriceRoles.READS);
        int size = Page.limit(limit);
        return Page.of(reports.held(county, cursor, size + 1), size, Report::reportId);
    }

    /** Not by who reported it; by the level that watches the commodity. */
    @Post("/held/{reportId}/decision")
    @Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER"})
    Report decide(Caller caller, @PathVariable @Size(max = 13) String reportId, @Body @Valid Decision body) {
        return reporting.decide(caller, reportId, body.right());
    }

    @Get("/alerts")
    Page<Alert> alerts(
            Caller caller,
            @QueryValue(defaultValue = "true") boolean open,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        PriceRoles.demand(caller, PriceRoles.READS);
        int size = Page.limit(limit);
        return Page.of(alerts.page(county, open, cursor, size + 1), size, Alert::alertId);
    }

    /** By the level that it was opened for. */
    @Post("/alerts/{alertId}/closing")
    @Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER"})
    Alert close(Caller caller, @PathVariable @Size(max = 13) String alertId, @Body @Valid Closing body) {
        return watching.close(caller, alertId, body.why().strip());
    }

    private static HttpResponse<String> file(CsvText text, String name) {
        return HttpResponse.ok(text.toString())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
