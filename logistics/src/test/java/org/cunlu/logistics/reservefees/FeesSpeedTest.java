package org.cunlu.logistics.reservefees;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Gap;
import org.cunlu.logistics.ReserveBooks.Why;
import org.junit.jupiter.api.Test;

/** 500 holders with 20 commodities each, day by day over a year. */
class FeesSpeedTest {
    private static final int HOLDERS = 500;
    private static final int COMMODITIES = 20;
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final long SEED = 20_261_126;

    private final Random chance = new Random(SEED);

    @Test
    void aYearOf500HoldersWith20CommoditiesTakesAtMost10Seconds() {
        var rates = new RateTable(
                "LPR1Y",
                1,
                List.of(
                        new RateTable.Rate(day(1), day(139), 31_000, 360, "made up"),
                        new RateTable.Rate(day(140), day(365), 30_000, 360, "made up")));
        var rule = new FeeRule(
                "P", "*", "*", "LPR1Y", 7_000, 7_000, 7_000, 0, 0, 0, FeeRule.Clawback.SHARE, true, 365, "made up");
        long begun = System.nanoTime();
        long days = 0;
        long fen = 0;
        for (int holder = 0; holder < HOLDERS; holder++) {
            for (int commodity = 0; commodity < COMMODITIES; commodity++) {
                var contract = contract("C" + holder + "-" + commodity);
                Reckoned reckoned =
                        new Reckoning(contract, rule, rates, gaps(contract), day(1), day(365)).of(year(contract));
                days += reckoned.spans().stream().mapToLong(Span::days).sum();
                fen += reckoned.netFen();
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "reserve fees: %d holders x %d commodities x 365 days = %,d days in %d ms, %,d fen (seed %d)%n",
                HOLDERS, COMMODITIES, days, took.toMillis(), fen, SEED);
        assertThat(days).isEqualTo(3_650_000);
        assertThat(fen).isPositive();
        assertThat(took).isLessThan(MOST);
    }

    private static LocalDate day(int ofYear) {
        return LocalDate.ofYearDay(2025, ofYear);
    }

    private static Contract contract(String id) {
        return new Contract(
                id,
                "L",
                id,
                "made up",
                "P",
                "WHEAT",
                "N",
                day(1).minusYears(1),
                day(365),
                100_000_000L,
                10_000,
                75_000L);
    }

    private static List<Gap> gaps(Contract contract) {
        return List.of(new Gap(contract.contractId(), day(60), day(150), day(180), null));
    }

    /** Something comes or goes on one day of six. */
    private List<Entry> year(Contract contract) {
        var entries = new ArrayList<Entry>();
        add(entries, contract, day(1).minusDays(20), "A", Why.INTAKE, 110_000_000L);
        for (int ofYear = 6; ofYear < 60; ofYear += 6) {
            add(entries, contract, day(ofYear), "A", Why.LOSS, -1_000L - chance.nextInt(5_000));
        }
        add(entries, contract, day(60), "A", Why.ROTATED_OUT, -100_000_000L);
        add(entries, contract, day(150), "B", Why.ROTATED_IN, 100_000_000L);
        for (int ofYear = 156; ofYear < 365; ofYear += 6) {
            add(entries, contract, day(ofYear), "B", Why.LOSS, -1_000L - chance.nextInt(5_000));
        }
        return entries;
    }

    private static void add(List<Entry> entries, Contract contract, LocalDate day, String lot, Why why, long grams) {
        entries.add(new Entry(contract.contractId(), day, "E" + entries.size(), lot, why, grams, 240_000));
    }
}
