package org.cunlu.logistics.pricewatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.pricewatch.Reporting.Place;
import org.cunlu.logistics.pricewatch.Reporting.Said;

/** Prices and stock of a day: a station's own, and an outlet's by the reserve officer. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReportController {
    private static final String ACT = "logistics.price-report";

    private final Reporting reporting;
    private final Places places;
    private final Workplaces workplaces;

    ReportController(Reporting reporting, Places places, Workplaces workplaces) {
        this.reporting = reporting;
        this.places = places;
        this.workplaces = workplaces;
    }

    /** @param priceFen a kilogram, above 0 @param stockGrams absent when nothing is said of it */
    @Serdeable
    @Schema(name = "PriceReportLine")
    record Line(
            @NotNull @Size(max = 32) String commodity,
            @NotNull LocalDate day,
            @NotNull @Max(Report.PRICE_MAX) Long priceFen,
            @Nullable @Max(Report.STOCK_MAX) Long stockGrams) {
        Said said() {
            return new Said(commodity, day, priceFen, stockGrams);
        }
    }

    @Serdeable
    @Schema(name = "PriceReportLines")
    record Lines(@NotEmpty @Size(max = ReportFile.ROWS_MAX) List<@Valid @NotNull Line> reports) {}

    @Serdeable
    @Schema(name = "PriceReportsTaken")
    record Taken(List<Report> items) {}

    /** The same again changes nothing; another word is a new version; what is far off waits. */
    @Post("/station/price-reports")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Taken station(Caller caller, @QueryValue @Size(max = 32) String node, @Body @Valid Lines body) {
        return take(own(caller, node), said(body), caller);
    }

    @Post("/station/price-reports/file")
    @Consumes(MediaType.ALL)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Taken stationFile(Caller caller, @QueryValue @Size(max = 32) String node, @Body byte[] csv) {
        return take(own(caller, node), ReportFile.read(reader(csv)), caller);
    }

    /** Of any station or outlet of the county. */
    @Post("/reserve/prices/reports")
    @Secured("RESERVE_OFFICER")
    @Tag(name = "reserve")
    Taken outlet(Caller caller, @QueryValue @Size(max = 32) String place, @Body @Valid Lines body) {
        PriceRoles.demand(caller, PriceRoles.KEEPS);
        return take(places.any(place), said(body), caller);
    }

    @Post("/reserve/prices/reports/file")
    @Consumes(MediaType.ALL)
    @Secured("RESERVE_OFFICER")
    @Tag(name = "reserve")
    Taken outletFile(Caller caller, @QueryValue @Size(max = 32) String place, @Body byte[] csv) {
        PriceRoles.demand(caller, PriceRoles.KEEPS);
        return take(places.any(place), ReportFile.read(reader(csv)), caller);
    }

    private Place own(Caller caller, String node) {
        return Places.of(workplaces.own(caller, node, ACT, Workplaces.HANDS));
    }

    private Taken take(Place place, List<Said> said, Caller caller) {
        return new Taken(reporting.take(place, said, caller.accountId()));
    }

    private static List<Said> said(Lines body) {
        return body.reports().stream().map(Line::said).toList();
    }

    private static InputStreamReader reader(byte[] csv) {
        return new InputStreamReader(new ByteArrayInputStream(csv), StandardCharsets.UTF_8.newDecoder());
    }
}
