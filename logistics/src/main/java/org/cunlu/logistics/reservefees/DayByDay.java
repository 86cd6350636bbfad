package org.cunlu.logistics.reservefees;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A day's exact amounts, and the days that a line of a statement is made of. */
final class DayByDay {
    private static final long GRAMS_PER_TONNE = 1_000_000;
    private static final long PPM = 1_000_000;

    private DayByDay() {}

    /** A day, with what it is paid and why. */
    @Serdeable
    record Day(
            String contractId,
            LocalDate day,
            Span.State state,
            long stockGrams,
            long paidGrams,
            int ratePpm,
            int yearDays,
            long turnedGrams,
            long interestFen,
            long storageFen,
            long spreadFen) {
        static final List<String> HEADER = List.of(
                "contract",
                "day",
                "state",
                "stock_grams",
                "paid_grams",
                "rate_ppm",
                "year_days",
                "turned_grams",
                "interest_fen",
                "storage_fen",
                "spread_fen");

        List<?> cells() {
            return List.of(
                    contractId,
                    day,
                    state,
                    stockGrams,
                    paidGrams,
                    ratePpm,
                    yearDays,
                    turnedGrams,
                    interestFen,
                    storageFen,
                    spreadFen);
        }
    }

    static Carry interestCarry() {
        return new Carry(GRAMS_PER_TONNE * PPM * RateTable.COMMON_DAYS);
    }

    static Carry storageCarry(int feeYearDays) {
        return new Carry(GRAMS_PER_TONNE * feeYearDays);
    }

    static Carry.Daily interest(Carry carry, long valueFenGrams, int ppm, int yearDays) {
        return carry.daily(BigInteger.valueOf(valueFenGrams)
                .multiply(BigInteger.valueOf((long) ppm * (RateTable.COMMON_DAYS / yearDays))));
    }

    static Carry.Daily storage(Carry carry, long paidGrams, long feeFenPerTonneYear) {
        return carry.daily(BigInteger.valueOf(paidGrams).multiply(BigInteger.valueOf(feeFenPerTonneYear)));
    }

    /** @param spans of the line, all of them: a day's rounding depends on those before it */
    static List<Day> of(StatementLine line, List<Span> spans) {
        Carry interest = interestCarry();
        Carry storage = storageCarry(line.feeYearDays());
        var days = new ArrayList<Day>();
        for (Span span : spans) {
            Carry.Daily interestDaily = interest(interest, span.valueFenGrams(), span.ratePpm(), span.yearDays());
            Carry.Daily storageDaily = storage(storage, span.paidGrams(), line.feeFenPerTonneYear());
            for (LocalDate day = span.from(); !day.isAfter(span.until()); day = day.plusDays(1)) {
                boolean first = day.equals(span.from());
                days.add(new Day(
                        line.contractId(),
                        day,
                        span.state(),
                        span.stockGrams(),
                        span.paidGrams(),
                        span.ratePpm(),
                        span.yearDays(),
                        first ? span.turnedGrams() : 0,
                        interest.add(interestDaily),
                        storage.add(storageDaily),
                        first ? span.spreadFen() : 0));
            }
        }
        return days;
    }
}
