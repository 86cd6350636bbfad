package org.cunlu.logistics.reservefees;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Why;
import org.cunlu.logistics.reservefees.Span.State;

/**
 * Whether a period's stock and intake were what the rule asks for. In a gap that was allowed, what is out on the rotation counts as
 * there; days without a contract do not count.
 */
final class PeriodTests {
    private static final Set<Why> INTAKE = EnumSet.of(Why.INTAKE, Why.ROTATED_IN, Why.REFILLED);

    private final Contract contract;
    private final FeeRule rule;
    private final List<Span> spans;
    private final Map<LocalDate, Long> counted;
    private final List<Entry> entries;
    private final LocalDate from;
    private final LocalDate until;

    /** @param counted what counts instead of what is there, by the first day of a span */
    PeriodTests(
            Contract contract,
            FeeRule rule,
            List<Span> spans,
            Map<LocalDate, Long> counted,
            List<Entry> entries,
            LocalDate from,
            LocalDate until) {
        this.contract = contract;
        this.rule = rule;
        this.spans =
                spans.stream().filter(span -> span.state() != State.OUTSIDE).toList();
        this.counted = Map.copyOf(counted);
        this.entries = entries;
        this.from = from;
        this.until = until;
    }

    List<Verdict> verdicts() {
        var all = new ArrayList<Verdict>();
        if (spans.isEmpty()) {
            return all;
        }
        if (rule.averageBp() > 0 || rule.baseStockGrams() > 0) {
            all.add(average());
        }
        if (rule.monthEndBp() > 0) {
            monthEnds(all);
        }
        if (rule.intakeBp() > 0 || rule.baseIntakeGrams() > 0) {
            all.add(intake());
        }
        return all;
    }

    /** @return what is taken back of these fees */
    long clawback(List<Verdict> verdicts, long grossFen) {
        List<Verdict> failed = verdicts.stream().filter(each -> !each.passed()).toList();
        if (failed.isEmpty()) {
            return 0;
        }
        return switch (rule.clawback()) {
            case NOTHING -> 0;
            case WHOLE -> grossFen;
            case SHARE ->
                failed.stream()
                        .mapToLong(each -> Carry.share(
                                grossFen, each.neededGrams() - Math.max(0, each.hadGrams()), each.neededGrams()))
                        .max()
                        .orElseThrow();
        };
    }

    private long counted(Span span) {
        return counted.getOrDefault(span.from(), span.stockGrams());
    }

    /** Rounded up: what is needed is never less than the rule says. */
    private long needed(long base, int bp) {
        return Math.addExact(
                base,
                BigInteger.valueOf(contract.targetGrams())
                        .multiply(BigInteger.valueOf(bp))
                        .add(BigInteger.valueOf(FeeRule.BP - 1))
                        .divide(BigInteger.valueOf(FeeRule.BP))
                        .longValueExact());
    }

    private Verdict average() {
        long days = spans.stream().mapToLong(Span::days).sum();
        long sum = spans.stream()
                .mapToLong(span -> Math.multiplyExact(counted(span), span.days()))
                .reduce(0, Math::addExact);
        long needed = needed(rule.baseStockGrams(), rule.averageBp());
        return new Verdict(
                Verdict.Kind.AVERAGE_STOCK,
                until,
                needed,
                Math.floorDiv(sum, days),
                sum >= Math.multiplyExact(needed, days));
    }

    private void monthEnds(List<Verdict> all) {
        long needed = needed(0, rule.monthEndBp());
        for (YearMonth month = YearMonth.from(from);
                !month.atEndOfMonth().isAfter(until);
                month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            spans.stream()
                    .filter(span -> !end.isBefore(span.from()) && !end.isAfter(span.until()))
                    .mapToLong(this::counted)
                    .forEach(
                            had -> all.add(new Verdict(Verdict.Kind.MONTH_END_STOCK, end, needed, had, had >= needed)));
        }
    }

    private Verdict intake() {
        long came = entries.stream()
                .filter(entry -> INTAKE.contains(entry.why())
                        && !entry.day().isBefore(from)
                        && !entry.day().isAfter(until))
                .mapToLong(Entry::grams)
                .sum();
        long needed = needed(rule.baseIntakeGrams(), rule.intakeBp());
        return new Verdict(Verdict.Kind.CUMULATIVE_INTAKE, until, needed, came, came >= needed);
    }
}
