package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ReservePrices;

/** Prices, for who has a role in a level of the reserve. */
@Singleton
class PriceReading implements ReservePrices {
    private final PriceViews views;
    private final WatchTable watch;
    private final AlertTable alerts;
    private final String county;

    PriceReading(PriceViews views, WatchTable watch, AlertTable alerts, @Value("${cunlu.county.code}") String county) {
        this.views = views;
        this.watch = watch;
        this.alerts = alerts;
        this.county = county;
    }

    @Override
    public List<Watched> watched(Caller caller) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return watch.commodities(county).stream()
                .map(each -> new Watched(
                        each.commodity(), each.name(), each.levelCode(), each.riseBp(), each.lowFen(), each.highFen()))
                .toList();
    }

    @Override
    public List<Spot> map(Caller caller, String commodity, LocalDate day) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return views.map(commodity, day).stream()
                .map(each -> new Spot(
                        each.townshipCode(),
                        each.name(),
                        each.latitude(),
                        each.longitude(),
                        each.fen(),
                        each.places(),
                        each.days()))
                .toList();
    }

    @Override
    public List<Point> curve(
            Caller caller, String commodity, @Nullable String township, LocalDate from, LocalDate until) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return views.curve(commodity, township, from, until).stream()
                .map(each -> new Point(each.day(), each.fen(), each.places()))
                .toList();
    }

    @Override
    public List<Alarm> alarms(Caller caller) {
        PriceRoles.demand(caller, PriceRoles.READS);
        return alerts.page(county, true, null, Page.LIMIT_DEFAULT).stream()
                .map(each -> new Alarm(
                        each.alertId(), each.about(), each.words(), each.day(), each.releaseId(), each.openedAt()))
                .toList();
    }
}
