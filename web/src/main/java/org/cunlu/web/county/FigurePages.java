package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DrivenWays;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;

/** How well the county runs: promises kept, vehicles filled, money, empty shelves; each with its file. */
@Controller(FigurePages.FIGURES)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class FigurePages {
    static final String FIGURES = CountyPages.COUNTY + "/figures";
    private static final int DAYS = 30;

    private final Desk desk;
    private final FigureReader reader;
    private final Clock clock;

    FigurePages(Desk desk, FigureReader reader, Clock clock) {
        this.desk = desk;
        this.reader = reader;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> show(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to) {
        LocalDate last = to == null ? CountyTime.date(clock.instant()) : to;
        LocalDate first = from == null ? last.minusDays(DAYS - 1L) : from;
        Map<String, Object> facts = Map.of("figures", reader.read(caller, first, last), "from", first, "to", last);
        return desk.show(request, FIGURES, "county/figures", facts);
    }

    @Get("/on-time.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> onTime(
            Caller caller, @Nullable @QueryValue LocalDate from, @Nullable @QueryValue LocalDate to) {
        return CsvFile.of(
                "on-time",
                List.of("way", "on_time", "late", "overdue", "coming"),
                reader.read(caller, from, to).kept().stream()
                        .map(each -> List.of(each.way(), each.onTime(), each.late(), each.overdue(), each.coming()))
                        .toList());
    }

    @Get("/fill.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> fill(Caller caller) {
        return CsvFile.of(
                "fill",
                List.of("line", "name", "runs", "takes_grams", "held_grams", "sections", "empty_sections"),
                reader.read(caller, null, null).runs().stream()
                        .map(each -> List.of(
                                each.lineCode(),
                                each.name(),
                                each.runs(),
                                each.takesGrams(),
                                each.heldGrams(),
                                each.sections(),
                                each.empty()))
                        .toList());
    }

    @Get("/driven.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> driven(Caller caller) {
        List<DrivenWays.Driven> driven = reader.read(caller, null, null).driven();
        return CsvFile.of(
                "driven",
                List.of("code", "name", "mode", "tours", "trips", "metres", "empty_metres"),
                (driven == null ? List.<DrivenWays.Driven>of() : driven)
                        .stream()
                                .map(each -> List.of(
                                        each.code(),
                                        each.name(),
                                        each.mode(),
                                        each.tours(),
                                        each.trips(),
                                        each.metres(),
                                        each.emptyMetres()))
                                .toList());
    }

    @Get("/books.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> books(Caller caller) {
        return CsvFile.of(
                "books",
                List.of("account", "fen"),
                reader.read(caller, null, null).books().stream()
                        .map(each -> List.of(each.kind(), each.fen()))
                        .toList());
    }

    @Get("/stock-outs.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> outs(Caller caller) {
        return CsvFile.of(
                "stock-outs",
                List.of("node", "sku", "in_transit", "ordered", "days_out_of_28", "since"),
                reader.read(caller, null, null).outs().stream()
                        .map(each -> List.of(
                                each.nodeCode(),
                                each.skuCode(),
                                each.inTransit(),
                                each.ordered(),
                                each.outDays(),
                                each.since()))
                        .toList());
    }
}
