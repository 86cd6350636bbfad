package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReleaseProposals;
import org.cunlu.logistics.pricewatch.Alert.Kind;
import org.cunlu.logistics.pricewatch.Medians.Median;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Ratio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a day's prices and stock against the thresholds. What crosses one opens an alert and a proposal, and never releases. */
@Singleton
class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final String CLOSE = "logistics.price-alert-closed";

    private final WatchTable watch;
    private final Medians medians;
    private final Supplies supplies;
    private final AlertTable alerts;
    private final Optional<ReleaseProposals> proposals;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Watching(
            WatchTable watch,
            Medians medians,
            Supplies supplies,
            AlertTable alerts,
            Optional<ReleaseProposals> proposals,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.watch = watch;
        this.medians = medians;
        this.supplies = supplies;
        this.alerts = alerts;
        this.proposals = proposals;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** Today and yesterday, of which reports still come. @return how many alerts it opened */
    int look() {
        LocalDate today = CountyTime.date(clock.instant());
        return look(today.minusDays(1)) + look(today);
    }

    int look(LocalDate day) {
        int opened = 0;
        for (Alert each : crossed(day)) {
            try {
                opened += transactions.run(() -> open(each)) ? 1 : 0;
            } catch (RuntimeException e) {
                // The others are opened all the same; this one is tried again at the next look.
                LOG.warn("alert not opened: {} {} {}", each.kind(), each.about(), each.placeCode(), e);
            }
        }
        return opened;
    }

    private boolean open(Alert alert) {
        if (!alerts.open(county, alert)) {
            return false;
        }
        proposals.ifPresent(takes -> alerts.proposed(
                alert.alertId(),
                takes.propose(
                        alert.alertId(), alert.levelCode(), county, commodity(alert), alert.words(), alert.day())));
        trail.record("system", "logistics.price-alert", alert.alertId(), null, alert.kind() + " " + alert.about());
        return true;
    }

    /** Of a ratio it is what has become dear or cheap in terms of the other. */
    private String commodity(Alert alert) {
        return alert.kind() != Kind.RATIO
                ? alert.about()
                : watch.ratios(county).stream()
                        .filter(each -> each.code().equals(alert.about()))
                        .map(Ratio::over)
                        .findFirst()
                        .orElse(alert.about());
    }

    private List<Alert> crossed(LocalDate day) {
        var found = new ArrayList<Alert>();
        List<Commodity> watched = watch.commodities(county);
        watched.forEach(each -> apart(each.commodity(), () -> rise(each, day).ifPresent(found::add)));
        watch.ratios(county)
                .forEach(each -> apart(each.code(), () -> ratio(each, day).ifPresent(found::add)));
        apart("supply", () -> found.addAll(scarce(watched, day)));
        return found;
    }

    /** What cannot be reckoned of one takes nothing from the others. */
    private static void apart(String about, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("not held against its threshold: {}", about, e);
        }
    }

    private List<Alert> scarce(List<Commodity> watched, LocalDate day) {
        var found = new ArrayList<Alert>();
        List<Supplies.Supply> supply = supplies.supply(day);
        for (Commodity each : watched) {
            supply.stream()
                    .filter(there -> there.commodity().equals(each.commodity())
                            && there.days() != null
                            && there.days() < each.stockDays())
                    .forEach(there -> found.add(alert(
                            Kind.STOCK,
                            each.commodity(),
                            there.townshipCode(),
                            each.levelCode(),
                            day,
                            there.days(),
                            each.stockDays(),
                            each.name() + "仅够 " + there.days() + " 天，低于 " + each.stockDays()
                                    + " 天 · days of supply left",
                            each.source())));
        }
        return found;
    }

    /** More than the threshold: as much as it is not enough. */
    private Optional<Alert> rise(Commodity each, LocalDate day) {
        if (each.riseBp() == 0) {
            return Optional.empty();
        }
        SortedMap<LocalDate, Median> days = medians.byDay(each.commodity(), null, day.minusDays(each.baseDays()), day);
        Median now = days.get(day);
        SortedMap<LocalDate, Median> before = days.headMap(day);
        if (now == null || before.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong found = Thresholds.rise(
                now.fen(), before.values().stream().map(Median::fen).toList(), each.riseBp());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long riseBp = found.getAsLong();
        return Optional.of(alert(
                Kind.RISE,
                each.commodity(),
                county,
                each.levelCode(),
                day,
                riseBp,
                each.riseBp(),
                each.name() + "涨幅 " + riseBp / 100 + "%，超过 " + each.riseBp() / 100 + "% · has risen by more",
                each.source()));
    }

    private Optional<Alert> ratio(Ratio each, LocalDate day) {
        Median over = medians.byDay(each.over(), null, day, day).get(day);
        Median under = medians.byDay(each.under(), null, day, day).get(day);
        if (over == null || under == null) {
            return Optional.empty();
        }
        OptionalLong found = Thresholds.outside(over.fen(), under.fen(), each.lowMilli(), each.highMilli());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long milli = found.getAsLong();
        boolean low = milli < each.lowMilli();
        long limit = low ? each.lowMilli() : each.highMilli();
        return Optional.of(alert(
                Kind.RATIO,
                each.code(),
                county,
                each.levelCode(),
                day,
                milli,
                limit,
                each.code() + " " + milli + "‰，" + (low ? "低于 " : "高于 ") + limit + "‰ · outside of its band",
                each.source()));
    }

    private Alert alert(
            Kind kind,
            String about,
            String place,
            String level,
            LocalDate day,
            long found,
            long threshold,
            String words,
            String source) {
        return new Alert(
                ids.next(),
                kind,
                about,
                place,
                level,
                day,
                found,
                threshold,
                words,
                source,
                null,
                clock.instant(),
                null,
                null);
    }

    /** By people of its level. Repeating it changes nothing. */
    Alert close(Caller caller, String alertId, String why) {
        String by = caller.accountId();
        String id = Ids.isId(alertId) ? alertId : "?";
        try {
            return transactions.run(() -> {
                Alert alert = alerts.find(county, id).orElseThrow(ProblemException::notFound);
                PriceRoles.demandIn(alert.levelCode(), caller, PriceRoles.DECIDES);
                if (alerts.close(alertId, by, clock.instant(), why)) {
                    trail.record(by, CLOSE, alertId, alert.words(), why);
                }
                return alerts.find(county, alertId).orElseThrow();
            });
        } catch (ProblemException refused) {
            trail.refused(by, CLOSE, id, refused.code());
            throw refused;
        }
    }
}
