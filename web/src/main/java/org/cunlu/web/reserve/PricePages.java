package org.cunlu.web.reserve;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReservePrices;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;

/** Prices that are watched: by township on a day, and over days. */
@Controller(PricePages.PRICES)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class PricePages {
    static final String PRICES = ReservePages.RESERVE + "/prices";
    private static final int DAYS = 90;

    private final Desk desk;
    private final ReservePrices prices;
    private final Clock clock;

    PricePages(Desk desk, ReservePrices prices, Clock clock) {
        this.desk = desk;
        this.prices = prices;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String commodity,
            @Nullable @QueryValue LocalDate day) {
        var watched = prices.watched(caller);
        String chosen = watched.stream()
                .map(ReservePrices.Watched::commodity)
                .filter(code -> commodity == null || code.equals(commodity))
                .findFirst()
                .orElse(null);
        LocalDate on = day == null ? CountyTime.date(clock.instant()) : day;
        var facts = new HashMap<String, Object>();
        facts.put("watched", watched);
        facts.put("commodity", chosen == null ? "" : chosen);
        facts.put("day", on);
        facts.put("from", on.minusDays(DAYS - 1L));
        facts.put("spots", chosen == null ? List.of() : prices.map(caller, chosen, on));
        facts.put(
                "points", chosen == null ? List.of() : prices.curve(caller, chosen, null, on.minusDays(DAYS - 1L), on));
        facts.put("alarms", prices.alarms(caller));
        return desk.show(request, PRICES, "reserve/prices", facts);
    }

    @Get("/curve.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> curve(
            Caller caller, @QueryValue String commodity, @QueryValue LocalDate from, @QueryValue LocalDate until) {
        return CsvFile.of(
                "price-curve",
                List.of("day", "price_fen", "places"),
                prices.curve(caller, commodity, null, from, until).stream()
                        .map(each -> List.of(each.day(), each.fen(), each.places()))
                        .toList());
    }

    @Get("/map.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> map(Caller caller, @QueryValue String commodity, @QueryValue LocalDate day) {
        return CsvFile.of(
                "price-map",
                List.of("township", "name", "price_fen", "places", "days_of_supply"),
                prices.map(caller, commodity, day).stream()
                        .map(each ->
                                Arrays.asList(each.townshipCode(), each.name(), each.fen(), each.places(), each.days()))
                        .toList());
    }
}
