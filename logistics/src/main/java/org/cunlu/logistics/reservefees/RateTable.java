package org.cunlu.logistics.reservefees;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Rates of interest by date, without gap and overlap.
 * @param code such as LPR1Y @param version each change is a new one
 */
record RateTable(String code, int version, List<Rate> rates) {
    /**
     * @param until last day @param ppm millionths a year: 3.45 % is 34,500 @param yearDays 360 or 365 to the year
     * @param source where it was announced
     */
    @Serdeable
    record Rate(LocalDate from, LocalDate until, int ppm, int yearDays, String source) {}

    /** Numbers of days that a year of interest may have; each divides {@link #COMMON_DAYS}. */
    static final List<Integer> YEARS = List.of(360, 365);

    static final int COMMON_DAYS = 26_280;
    private static final int PPM_MAX = 1_000_000;

    /** @throws ProblemException 400 {@code rates-missing}, {@code rate-dates-wrong}, {@code rate-gap}, {@code rate-overlap}, {@code rate-wrong} */
    RateTable {
        rates = rates.stream().sorted(Comparator.comparing(Rate::from)).toList();
        if (rates.isEmpty()) {
            throw wrong("rates-missing", "请填利率 · No rate at all", null);
        }
        Rate before = null;
        for (Rate each : rates) {
            check(before, each);
            before = each;
        }
    }

    private static void check(Rate before, Rate each) {
        if (each.until().isBefore(each.from())) {
            throw wrong("rate-dates-wrong", "结束早于开始 · Ends before it begins", each);
        }
        if (each.ppm() < 0 || each.ppm() > PPM_MAX || !YEARS.contains(each.yearDays())) {
            throw wrong(
                    "rate-wrong",
                    "利率或年天数不对 · Rate not within 0 and 100 %, or a year of other than 360 or 365 days",
                    each);
        }
        if (before != null && each.from().isAfter(before.until().plusDays(1))) {
            throw wrong("rate-gap", "利率表有空档 · The table has a gap", each);
        }
        if (before != null && !each.from().isAfter(before.until())) {
            throw wrong("rate-overlap", "利率表有重叠 · Two rates for one day", each);
        }
    }

    private static ProblemException wrong(String code, String title, Rate each) {
        ProblemException problem = ProblemException.invalid("rates", code, title);
        return each == null ? problem : problem.fact("from", each.from().toString());
    }

    /** @throws ProblemException 409 {@code rate-missing} with the day: nothing is reckoned past the table */
    Rate on(LocalDate day) {
        return rates.stream()
                .filter(each -> !day.isBefore(each.from()) && !day.isAfter(each.until()))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                                409,
                                "rate-missing",
                                "利率表不含该日 · The table of rates has none for a day",
                                "请补齐利率表 · Complete it first")
                        .fact("day", day.toString())
                        .fact("rateCode", code));
    }
}
