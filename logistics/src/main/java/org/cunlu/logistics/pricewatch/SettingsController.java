package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;
import org.cunlu.logistics.pricewatch.Watched.Outlet;
import org.cunlu.logistics.pricewatch.Watched.People;
import org.cunlu.logistics.pricewatch.Watched.Ratio;

/** What is watched and held against what; thresholds are the authority's, facts of places the officer's. */
@Controller("/api/reserve/price-watch")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@Tag(name = "reserve")
class SettingsController {
    private final Settings settings;
    private final WatchTable table;
    private final String county;

    SettingsController(Settings settings, WatchTable table, @Value("${cunlu.county.code}") String county) {
        this.settings = settings;
        this.table = table;
        this.county = county;
    }

    @Serdeable
    @Schema(name = "PriceWatch")
    record All(List<Commodity> commodities, List<Ratio> ratios) {}

    @Get
    All all(Caller caller) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return new All(table.commodities(county), table.ratios(county));
    }

    @Put("/commodities")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.price-watch-set")
    Commodity commodity(Caller caller, @Body @Valid Commodity body) {
        settings.set(caller, body);
        return body;
    }

    @Put("/ratios")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.price-watch-set")
    Ratio ratio(Caller caller, @Body @Valid Ratio body) {
        settings.set(caller, body);
        return body;
    }

    @Put("/outlets")
    @Secured("RESERVE_OFFICER")
    Outlet outlet(Caller caller, @Body @Valid Outlet body) {
        settings.set(caller, body);
        return body;
    }

    @Put("/people")
    @Secured("RESERVE_OFFICER")
    @FreshSecondFactor("logistics.price-watch-set")
    People people(Caller caller, @Body @Valid People body) {
        settings.set(caller, body);
        return body;
    }

    @Put("/needs")
    @Secured("RESERVE_OFFICER")
    @FreshSecondFactor("logistics.price-watch-set")
    Need need(Caller caller, @Body @Valid Need body) {
        settings.set(caller, body);
        return body;
    }
}
