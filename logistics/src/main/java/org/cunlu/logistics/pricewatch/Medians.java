package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.logistics.pricewatch.ReportTable.Priced;

/** Prices of many places as one number: the middle one, of an even count the lower, so that no single report moves it far. */
@Singleton
class Medians {
    private final ReportTable table;
    private final String county;

    Medians(ReportTable table, @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.county = county;
    }

    /** @param places how many reported */
    record Median(long fen, int places) {}

    static Median of(List<Priced> prices) {
        long[] sorted = prices.stream().mapToLong(Priced::priceFen).sorted().toArray();
        return new Median(sorted[(sorted.length - 1) / 2], sorted.length);
    }

    /** @return fen by day; days without a report are absent */
    SortedMap<LocalDate, Median> byDay(String commodity, @Nullable String township, LocalDate from, LocalDate until) {
        return table.accepted(county, commodity, township, from, until).stream()
                .collect(Collectors.groupingBy(
                        Priced::day, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Medians::of)));
    }

    /** @return fen in the middle of the days before this one; 0 when there was no report */
    long before(String commodity, LocalDate day, int days) {
        List<Priced> prices = table.accepted(county, commodity, null, day.minusDays(days), day.minusDays(1));
        return prices.isEmpty() ? 0 : of(prices).fen();
    }
}
