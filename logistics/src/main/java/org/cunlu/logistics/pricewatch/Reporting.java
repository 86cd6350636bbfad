package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.pricewatch.Report.State;
import org.cunlu.logistics.pricewatch.Watched.Commodity;

/** Takes reports in: nonsense is refused, what is far off waits until somebody else has looked at it. */
@Singleton
class Reporting {
    private static final String DECIDE = "logistics.price-report-decided";

    private final WatchTable watch;
    private final ReportTable table;
    private final Medians medians;
    private final UsualStock usualStock;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;
    private final int farOff;
    private final int daysBack;

    /**
     * @param farOff a price so many times the usual one, or as small a part of it, waits
     * @param daysBack how old a day may be that is reported
     */
    Reporting(
            WatchTable watch,
            ReportTable table,
            Medians medians,
            UsualStock usualStock,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county,
            @Value("${cunlu.logistics.price-far-off:5}") int farOff,
            @Value("${cunlu.logistics.price-days-back:7}") int daysBack) {
        this.watch = watch;
        this.table = table;
        this.medians = medians;
        this.usualStock = usualStock;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
        this.farOff = farOff;
        this.daysBack = daysBack;
    }

    /** Where a report is from. */
    record Place(String code, String townshipCode) {}

    /** @param priceFen a kilogram @param stockGrams null when nothing is said of it */
    record Said(
            String commodity,
            LocalDate day,
            long priceFen,
            @Nullable Long stockGrams) {}

    /**
     * All of them or none; the same again changes nothing.
     * @return as they stand now, in the order in which they were said
     * @throws ProblemException 400 {@code commodity-unknown}, {@code price-not-positive}, {@code price-too-high},
     *     {@code stock-negative}, {@code stock-too-large}, {@code day-in-future}, {@code day-too-old}, {@code report-twice}
     */
    List<Report> take(Place place, List<Said> said, String by) {
        return transactions.run(() -> {
            Map<String, Commodity> watched = watch.commodities(county).stream()
                    .collect(Collectors.toMap(Commodity::commodity, Function.identity()));
            check(said, watched);
            table.waitForTurn(place.code());
            Map<String, Report> newest = newest(place, said);
            var fresh = new ArrayList<Report>();
            var replaced = new ArrayList<String>();
            var answer = new ArrayList<Report>();
            var usual = new HashMap<String, Long>();
            UsualStock.Known stock = usualStock.of(place, said);
            for (Said each : said) {
                Report before = newest.get(key(each.commodity(), each.day()));
                if (before != null && same(before, each)) {
                    answer.add(before);
                    continue;
                }
                Commodity commodity = watched.get(each.commodity());
                String price = held(each, commodity, usual);
                String held = price == null ? stock.held(each, commodity) : price;
                Report made = made(place, each, before, held, by);
                if (before != null && (held == null || before.state() == State.HELD)) {
                    replaced.add(before.reportId());
                }
                fresh.add(made);
                answer.add(made);
            }
            table.replace(replaced);
            table.insert(county, fresh);
            return answer;
        });
    }

    private Map<String, Report> newest(Place place, List<Said> said) {
        LocalDate from = said.stream().map(Said::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate until = said.stream().map(Said::day).max(LocalDate::compareTo).orElseThrow();
        return table.of(place.code(), from, until).stream()
                .collect(Collectors.toMap(
                        report -> key(report.commodity(), report.day()), Function.identity(), (_, later) -> later));
    }

    private Report made(Place place, Said each, @Nullable Report before, @Nullable String held, String by) {
        return new Report(
                ids.next(),
                place.code(),
                place.townshipCode(),
                each.commodity(),
                each.day(),
                before == null ? 1 : before.version() + 1,
                each.priceFen(),
                each.stockGrams(),
                held == null ? State.ACCEPTED : State.HELD,
                held,
                by,
                clock.instant());
    }

    private static boolean same(Report before, Said each) {
        return before.priceFen() == each.priceFen()
                && java.util.Objects.equals(before.stockGrams(), each.stockGrams())
                && before.state() != State.REJECTED;
    }

    private static String key(String commodity, LocalDate day) {
        return commodity + " " + day;
    }

    private void check(List<Said> said, Map<String, Commodity> watched) {
        LocalDate today = CountyTime.date(clock.instant());
        var seen = new HashSet<String>();
        for (int i = 0; i < said.size(); i++) {
            String at = "reports[" + i + "].";
            Said each = said.get(i);
            if (!watched.containsKey(each.commodity())) {
                throw ProblemException.invalid(
                        at + "commodity", "commodity-unknown", "不在监测之列 · Not among what is watched");
            }
            if (each.priceFen() <= 0) {
                throw ProblemException.invalid(at + "priceFen", "price-not-positive", "价格须大于零 · A price is above 0");
            }
            if (each.priceFen() > Report.PRICE_MAX) {
                throw ProblemException.invalid(
                        at + "priceFen", "price-too-high", "价格最高 " + Report.PRICE_MAX + " 分 · The most in fen");
            }
            checkStock(at + "stockGrams", each.stockGrams());
            if (each.day().isAfter(today)) {
                throw ProblemException.invalid(at + "day", "day-in-future", "日期在将来 · A day to come");
            }
            if (each.day().isBefore(today.minusDays(daysBack))) {
                throw ProblemException.invalid(
                        at + "day", "day-too-old", "最多补报 " + daysBack + " 天 · Not older than " + daysBack + " days");
            }
            if (!seen.add(key(each.commodity(), each.day()))) {
                throw ProblemException.invalid(at + "commodity", "report-twice", "同一天报了两次 · Twice for one day");
            }
        }
    }

    private static void checkStock(String field, @Nullable Long grams) {
        if (grams != null && grams < 0) {
            throw ProblemException.invalid(field, "stock-negative", "库存不能为负 · Stock is not below 0");
        }
        if (grams != null && grams > Report.STOCK_MAX) {
            throw ProblemException.invalid(
                    field, "stock-too-large", "库存最多 " + Report.STOCK_MAX + " 克 · The most in grams");
        }
    }

    /** @return why it has to wait; null when it need not */
    private @Nullable String held(Said each, Commodity watched, Map<String, Long> usual) {
        if (each.priceFen() < watched.lowFen() || each.priceFen() > watched.highFen()) {
            return "超出常识范围 · outside of " + watched.lowFen() + " to " + watched.highFen() + " fen a kg";
        }
        long median = usual.computeIfAbsent(
                key(each.commodity(), each.day()),
                _ -> medians.before(each.commodity(), each.day(), watched.baseDays()));
        boolean far = median > 0
                && (each.priceFen() / farOff >= median || Math.multiplyExact(each.priceFen(), (long) farOff) <= median);
        return far ? "与近期价差 " + farOff + " 倍以上 · " + farOff + " times off the usual " + median + " fen a kg" : null;
    }

    /** Somebody else than who reported it, of the level that watches the commodity, says whether it is right. Repeating it changes nothing. */
    Report decide(Caller caller, String reportId, boolean right) {
        String by = caller.accountId();
        try {
            return transactions.run(() -> {
                Report held =
                        table.find(county, Ids.isId(reportId) ? reportId : "?").orElseThrow(ProblemException::notFound);
                PriceRoles.demandIn(
                        watch.commodity(county, held.commodity()).orElseThrow().levelCode(),
                        caller,
                        PriceRoles.DECIDES);
                State outcome = right ? State.ACCEPTED : State.REJECTED;
                if (held.state() == outcome) {
                    return held;
                }
                table.waitForTurn(held.placeCode());
                if (right) {
                    table.replace(table.of(held.placeCode(), held.day(), held.day()).stream()
                            .filter(each ->
                                    each.commodity().equals(held.commodity()) && each.version() < held.version())
                            .map(Report::reportId)
                            .toList());
                }
                if (!table.decide(reportId, outcome, by, clock.instant())) {
                    throw ProblemException.of(
                            409, "report-not-held", "不在待核之列，或是本人所报 · It does not wait, or you reported it", null);
                }
                trail.record(by, DECIDE, reportId, held.state() + " " + held.priceFen(), outcome.name());
                return table.find(county, reportId).orElseThrow();
            });
        } catch (ProblemException refused) {
            trail.refused(by, DECIDE, Ids.isId(reportId) ? reportId : "?", refused.code());
            throw refused;
        }
    }
}
