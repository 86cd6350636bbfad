package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.pricewatch.Reporting.Place;
import org.cunlu.logistics.pricewatch.Reporting.Said;
import org.cunlu.logistics.pricewatch.Watched.Commodity;

/** Stock that nobody believes without a second look: one shop's word must not silence the alert of its township. */
@Singleton
class UsualStock {
    /** Days before the first of a request in which a place's own words are looked up. */
    private static final int DAYS_BACK = 28;

    /** More days than this no place has for its whole township. */
    private static final int YEAR = 366;

    private final ReportTable table;
    private final WatchTable watch;
    private final String county;
    private final int farOff;

    /** @param farOff so many times the most that the place had of late waits */
    UsualStock(
            ReportTable table,
            WatchTable watch,
            @Value("${cunlu.county.code}") String county,
            @Value("${cunlu.logistics.stock-far-off:20}") int farOff) {
        this.table = table;
        this.watch = watch;
        this.county = county;
        this.farOff = farOff;
    }

    /** What is known of a place. @param most by commodity @param people of its township; 0 where nobody knows */
    record Known(Map<String, Long> most, long people, int farOff) {
        /** @return why it has to wait; null when it need not */
        @Nullable
        String held(Said said, Commodity watched) {
            if (said.stockGrams() == null) {
                return null;
            }
            long grams = said.stockGrams();
            long own = most.getOrDefault(said.commodity(), 0L);
            if (own > 0 && grams / farOff >= own) {
                return "库存为近期最高的 " + farOff + " 倍以上 · " + farOff + " times the most of late, " + own + " g";
            }
            long daily = people * watched.headGrams();
            boolean years = daily > 0 && grams / YEAR >= daily && grams / 2 > own;
            return years ? "一处库存够全乡镇一年以上 · One place with a year's need of its township" : null;
        }
    }

    Known of(Place place, List<Said> said) {
        LocalDate first = said.stream().map(Said::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate last = said.stream().map(Said::day).max(LocalDate::compareTo).orElseThrow();
        return new Known(
                table.most(place.code(), first.minusDays(DAYS_BACK), last),
                watch.people(county).getOrDefault(place.townshipCode(), 0L),
                farOff);
    }
}
