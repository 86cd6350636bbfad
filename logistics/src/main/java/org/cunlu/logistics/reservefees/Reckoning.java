package org.cunlu.logistics.reservefees;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Gap;
import org.cunlu.logistics.ReserveBooks.Why;
import org.cunlu.logistics.reservefees.Span.State;

/**
 * Fees of one contract from its entries, without a database. Interest: cost x quantity x days x rate, of the lots that came first,
 * up to the contract's quantity. Storage: fee a tonne and year, by the day. Turning: on the day on which as much has come as went.
 */
final class Reckoning {
    private static final long GRAMS_PER_TONNE = 1_000_000;

    private final Contract contract;
    private final FeeRule rule;
    private final RateTable rates;
    private final List<Gap> gaps;
    private final LocalDate from;
    private final LocalDate until;
    /** Grams by lot and its cost, the first that came before the others. */
    private final Map<Lot, Long> lots = new LinkedHashMap<>();

    private final Carry interest = DayByDay.interestCarry();
    private final Carry storage;
    private final Carry spread = new Carry(GRAMS_PER_TONNE);
    private long stock;
    private long out;
    private long in;
    /** What counts on days of allowed gaps and of their extensions, by the first day of their span. */
    private final Map<LocalDate, Long> counted = new HashMap<>();

    /** Bought at so many fen for so many grams. */
    private record Lot(String code, long costFen, long costGrams) {
        /** Fen a tonne x grams: exact for whole pieces, else to the millionth of a fen. */
        long value(long grams) {
            return BigInteger.valueOf(grams)
                    .multiply(BigInteger.valueOf(costFen))
                    .multiply(BigInteger.valueOf(GRAMS_PER_TONNE))
                    .divide(BigInteger.valueOf(costGrams))
                    .longValueExact();
        }
    }

    /** @param from first day of the period @param until last day */
    Reckoning(Contract contract, FeeRule rule, RateTable rates, List<Gap> gaps, LocalDate from, LocalDate until) {
        this.contract = contract;
        this.rule = rule;
        this.rates = rates;
        this.gaps = List.copyOf(gaps);
        this.from = from;
        this.until = until;
        this.storage = DayByDay.storageCarry(rule.feeYearDays());
    }

    /** @param entries of this contract by day, from the beginning; those after the period are passed over */
    Reckoned of(List<Entry> entries) {
        var spans = new ArrayList<Span>();
        int next = 0;
        while (next < entries.size() && entries.get(next).day().isBefore(from)) {
            take(entries.get(next++));
        }
        List<LocalDate> cuts = cuts(entries);
        for (int i = 0; i < cuts.size(); i++) {
            LocalDate day = cuts.get(i);
            long turnedBefore = Math.min(out, in);
            while (next < entries.size() && !entries.get(next).day().isAfter(day)) {
                take(entries.get(next++));
            }
            LocalDate last = i + 1 < cuts.size() ? cuts.get(i + 1).minusDays(1) : until;
            spans.add(span(day, last, Math.min(out, in) - turnedBefore));
        }
        var tests = new PeriodTests(contract, rule, spans, counted, entries, from, until);
        List<Verdict> verdicts = tests.verdicts();
        long gross = spans.stream().mapToLong(Span::fen).sum();
        return new Reckoned(contract, rule, rates.version(), spans, verdicts, tests.clawback(verdicts, gross));
    }

    private void take(Entry entry) {
        stock = Math.addExact(stock, entry.grams());
        lots.merge(new Lot(entry.lotCode(), entry.costFen(), entry.costGrams()), entry.grams(), Math::addExact);
        if (entry.why() == Why.ROTATED_OUT) {
            out -= entry.grams();
        } else if (entry.why() == Why.ROTATED_IN) {
            in += entry.grams();
        }
    }

    /** Days on which something may be other than on the day before. */
    private List<LocalDate> cuts(List<Entry> entries) {
        var days = new TreeSet<LocalDate>();
        days.add(from);
        entries.forEach(entry -> days.add(entry.day()));
        rates.rates().forEach(rate -> days.add(rate.from()));
        days.add(contract.from());
        days.add(contract.until().plusDays(1));
        for (Gap gap : gaps) {
            days.add(gap.outOn());
            days.add(gap.allowedUntil().plusDays(1));
            if (gap.extendedUntil() != null) {
                days.add(gap.extendedUntil().plusDays(1));
            }
            if (gap.inOn() != null) {
                days.add(gap.inOn());
            }
        }
        return List.copyOf(days.subSet(from, true, until, true));
    }

    private Span span(LocalDate day, LocalDate last, long turned) {
        State state = state(day);
        RateTable.Rate rate = state == State.OUTSIDE ? null : rates.on(day);
        long paid = !state.paid() ? 0 : upToTarget(state == State.GAP && rule.gapPaysStorage() ? unturned() : stock);
        if (state != State.OUTSIDE
                && gap(day).filter(gap -> gap != State.OVERDUE).isPresent()) {
            counted.put(day, Math.max(stock, upToTarget(unturned())));
        }
        long value = state.paid() ? value() : 0;
        int ppm = rate == null ? 0 : rate.ppm();
        int yearDays = rate == null ? 365 : rate.yearDays();
        Carry.Daily interestDaily = DayByDay.interest(interest, value, ppm, yearDays);
        Carry.Daily storageDaily = DayByDay.storage(storage, paid, contract.feeFenPerTonneYear());
        long interestFen = 0;
        long storageFen = 0;
        for (LocalDate each = day; !each.isAfter(last); each = each.plusDays(1)) {
            interestFen += interest.add(interestDaily);
            storageFen += storage.add(storageDaily);
        }
        long spreadFen = spread(day, state, turned);
        return new Span(
                day, last, state, stock, paid, value, ppm, yearDays, turned, interestFen, storageFen, spreadFen);
    }

    private long spread(LocalDate day, State state, long turned) {
        boolean late = gaps.stream()
                .anyMatch(gap -> !day.isBefore(gap.outOn())
                        && (gap.inOn() == null || !day.isAfter(gap.inOn()))
                        && day.isAfter(gap.allowedUntil()));
        if (turned <= 0 || contract.spreadFenPerTonne() == null || late || !state.paid()) {
            return 0;
        }
        return spread.add(
                spread.daily(BigInteger.valueOf(turned).multiply(BigInteger.valueOf(contract.spreadFenPerTonne()))));
    }

    private State state(LocalDate day) {
        if (day.isBefore(contract.from()) || day.isAfter(contract.until())) {
            return State.OUTSIDE;
        }
        State gap = gap(day).orElse(null);
        if (gap == null) {
            return enough(stock) ? State.KEPT : State.SHORT;
        }
        // A gap excuses what was turned out, and nothing else that is missing.
        return gap != State.GAP || enough(unturned()) ? gap : State.SHORT;
    }

    /** @return of the gaps of that day the worst; empty without one */
    private Optional<State> gap(LocalDate day) {
        return gaps.stream()
                .filter(gap -> gap.holds(day))
                .map(gap -> !day.isAfter(gap.allowedUntil())
                        ? State.GAP
                        : gap.extendedUntil() != null && !day.isAfter(gap.extendedUntil())
                                ? State.EXTENDED
                                : State.OVERDUE)
                .max(Comparator.naturalOrder());
    }

    private boolean enough(long grams) {
        return Math.multiplyExact(grams, (long) FeeRule.BP)
                >= Math.multiplyExact(contract.targetGrams(), (long) rule.dayBp());
    }

    /** What would be there if nothing were out on a rotation now. */
    private long unturned() {
        return Math.addExact(stock, Math.max(0, out - in));
    }

    private long upToTarget(long grams) {
        return Math.clamp(grams, 0, contract.targetGrams());
    }

    /** Of the lots that came first, up to the contract's quantity: what is held beyond it is the holder's own affair. */
    private long value() {
        long left = upToTarget(stock);
        long value = 0;
        for (Map.Entry<Lot, Long> lot : lots.entrySet()) {
            long grams = Math.clamp(lot.getValue(), 0, left);
            value = Math.addExact(value, lot.getKey().value(grams));
            left -= grams;
        }
        return value;
    }
}
