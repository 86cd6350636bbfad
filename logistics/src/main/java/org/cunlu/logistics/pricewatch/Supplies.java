package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;

/** How long what is there lasts: days of supply by commodity and township, and inputs against what is sown. */
@Singleton
class Supplies {
    private final WatchTable watch;
    private final ReportTable reports;
    private final String county;
    private final int freshDays;

    /** @param freshDays how old a place's word on its stock may be */
    Supplies(
            WatchTable watch,
            ReportTable reports,
            @Value("${cunlu.county.code}") String county,
            @Value("${cunlu.logistics.price-stock-fresh-days:7}") int freshDays) {
        this.watch = watch;
        this.reports = reports;
        this.county = county;
        this.freshDays = freshDays;
    }

    /** @param days of supply, rounded down; null where nobody knows the people or their need */
    @Serdeable
    record Supply(
            String commodity,
            String townshipCode,
            long stockGrams,
            @Nullable Long days) {}

    /** @param coveredBp what is there of what the sown area needs; may be over 10,000 */
    @Serdeable
    record Covered(
            String commodity, String townshipCode, long sownMu, long neededGrams, long stockGrams, long coveredBp) {}

    /** @return of townships that reported, by commodity and township */
    List<Supply> supply(LocalDate day) {
        Map<String, Commodity> watched = new TreeMap<>();
        watch.commodities(county).forEach(each -> watched.put(each.commodity(), each));
        Map<String, Long> people = watch.people(county);
        var answer = new ArrayList<Supply>();
        for (ReportTable.Stocked each : reports.stock(county, day.minusDays(freshDays - 1L), day)) {
            Commodity commodity = watched.get(each.commodity());
            OptionalLong days = commodity == null
                    ? OptionalLong.empty()
                    : Thresholds.days(
                            each.grams(), people.getOrDefault(each.townshipCode(), 0L), commodity.headGrams());
            answer.add(new Supply(
                    each.commodity(), each.townshipCode(), each.grams(), days.isPresent() ? days.getAsLong() : null));
        }
        return answer;
    }

    /** @return of each need whose season holds the day; a township that reported nothing has nothing */
    List<Covered> inputs(LocalDate day) {
        Map<String, Long> stock = new TreeMap<>();
        reports.stock(county, day.minusDays(freshDays - 1L), day)
                .forEach(each -> stock.put(each.commodity() + " " + each.townshipCode(), each.grams()));
        var answer = new ArrayList<Covered>();
        for (Need need : watch.needs(county, day)) {
            long needed = Math.multiplyExact(need.sownMu(), need.gramsMu());
            long has = stock.getOrDefault(need.commodity() + " " + need.townshipCode(), 0L);
            answer.add(new Covered(
                    need.commodity(),
                    need.townshipCode(),
                    need.sownMu(),
                    needed,
                    has,
                    Thresholds.coveredBp(has, need.sownMu(), need.gramsMu())));
        }
        return answer;
    }
}
