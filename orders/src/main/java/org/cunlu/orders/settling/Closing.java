package org.cunlu.orders.settling;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Party;
import org.cunlu.orders.PartyEntries;
import org.cunlu.orders.PartyEntries.PartyEntry;
import org.cunlu.orders.SettlementDesk.Period;
import org.cunlu.orders.Statements;
import org.cunlu.orders.settling.StatementTable.Line;
import org.cunlu.orders.settling.StatementTable.Statement;
import org.cunlu.orders.settling.StatementTable.Told;

/**
 * Closes periods: what the books moved for each party since the last one becomes its statement, which is never changed. What
 * was posted before the end and committed after the closing stands in the next.
 */
@Singleton
class Closing implements Statements {
    private static final String ACT = "orders.period-close";
    /** No transaction takes longer. */
    private static final Duration LATE = Duration.ofDays(1);

    private final PeriodTable periods;
    private final StatementTable statements;
    private final PartyEntries entries;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Closing(
            PeriodTable periods,
            StatementTable statements,
            PartyEntries entries,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.periods = periods;
        this.statements = statements;
        this.entries = entries;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** A statement while it is written. */
    private static final class Sheet {
        private final String id;
        private final long opening;
        private long sum;
        private long payable;
        private int count;

        Sheet(String id, long opening, long payable) {
            this.id = id;
            this.opening = opening;
            this.payable = payable;
        }

        Line add(PartyEntry entry) {
            sum = Math.addExact(sum, entry.amountFen());
            payable = Math.addExact(payable, entry.payableFen());
            return new Line(++count, id, entry);
        }

        Statement done(int periodNo, Party party) {
            return new Statement(id, periodNo, party, opening, sum, Math.addExact(opening, sum), payable, count);
        }
    }

    /** Told of each day that is reckoned. */
    interface Watch {
        Watch NOBODY = (done, days) -> {};

        void day(int done, int days);
    }

    /**
     * @param until last day; null for yesterday
     * @throws ProblemException 409 {@code period-not-over}, {@code period-closed}; not found
     */
    Period close(Caller caller, @Nullable LocalDate until) {
        demandOwn(caller);
        return close(caller.accountId(), over(until), Watch.NOBODY);
    }

    /** @throws ProblemException not found; the attempt is in the trail */
    void demandOwn(Caller caller) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            trail.refused(caller.accountId(), ACT, county, "not-found");
            throw ProblemException.notFound();
        }
    }

    /** @return the day, or yesterday @throws ProblemException 409 {@code period-not-over} */
    LocalDate over(@Nullable LocalDate until) {
        LocalDate today = CountyTime.date(clock.instant());
        LocalDate last = until == null ? today.minusDays(1) : until;
        if (!last.isBefore(today)) {
            throw ProblemException.of(
                    409,
                    "period-not-over",
                    "账期尚未结束 · The period is not over yet",
                    "请选择昨天或更早 · Take yesterday or before");
        }
        return last;
    }

    /** @param by account of who wanted it, whose right was looked at @throws ProblemException 409 {@code period-closed} */
    Period close(String by, LocalDate last, Watch watch) {
        try {
            return transactions.run(() -> write(by, last, watch));
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            throw closed();
        }
    }

    /** @return first day of what is not closed; empty while nothing was posted or closed */
    Optional<LocalDate> open() {
        return periods.latest(county)
                .map(each -> each.until().plusDays(1))
                .or(() -> entries.first(county).map(CountyTime::date));
    }

    private Period write(String by, LocalDate last, Watch watch) {
        var before = periods.latest(county);
        LocalDate first = before.map(each -> each.until().plusDays(1)).orElseGet(() -> beginning(last));
        if (last.isBefore(first)) {
            throw closed();
        }
        int no = before.map(Period::periodNo).orElse(0) + 1;
        var period = new Period(no, first, last, by, clock.instant());
        // First: whoever closes it too waits here, and fails.
        periods.insert(county, period);
        Map<Party, Sheet> sheets = opened(no - 1);
        Instant end = midnight(last.plusDays(1));
        Instant from = midnight(first).minus(LATE);
        Set<Told> told = statements.told(county, from);
        int days = (int) Duration.between(from, end).toDays();
        for (int day = 0; day < days; day++) {
            watch.day(day, days);
            add(sheets, from.plus(Duration.ofDays(day)), from.plus(Duration.ofDays(day + 1)), told);
        }
        watch.day(days, days);
        var done = new ArrayList<Statement>();
        sheets.forEach((party, sheet) -> {
            Statement statement = sheet.done(no, party);
            if (statement.lineCount() > 0 || statement.closingFen() != 0 || statement.payableFen() != 0) {
                done.add(statement);
            }
        });
        statements.insert(county, done);
        trail.record(by, ACT, county + " " + no, null, first + " to " + last + ", " + done.size() + " parties");
        return period;
    }

    /** The first period begins where the books do. */
    private LocalDate beginning(LocalDate last) {
        return entries.first(county)
                .map(CountyTime::date)
                .filter(day -> day.isBefore(last))
                .orElse(last);
    }

    private Map<Party, Sheet> opened(int before) {
        var sheets = new TreeMap<Party, Sheet>();
        statements
                .ofPeriod(county, before)
                .forEach((party, last) ->
                        sheets.put(party, new Sheet(ids.next(), last.closingFen(), last.payableFen())));
        return sheets;
    }

    private void add(Map<Party, Sheet> sheets, Instant from, Instant until, Set<Told> told) {
        var lines = new ArrayList<Line>();
        for (PartyEntry entry : entries.of(county, from, until)) {
            if (!told.contains(new Told(entry.journalId(), entry.party().text()))) {
                lines.add(sheets.computeIfAbsent(entry.party(), _ -> new Sheet(ids.next(), 0, 0))
                        .add(entry));
            }
        }
        statements.insertLines(county, lines);
    }

    @Override
    public List<Payable> payable(String countyCode) {
        return periods.latest(countyCode)
                .map(period -> statements.ofPeriod(countyCode, period.periodNo()).values().stream()
                        .map(each -> new Payable(each.statementId(), each.periodNo(), each.party(), each.payableFen()))
                        .sorted((a, b) -> a.party().compareTo(b.party()))
                        .toList())
                .orElse(List.of());
    }

    private static Instant midnight(LocalDate day) {
        return CountyTime.instant(day, LocalTime.MIDNIGHT);
    }

    static ProblemException closed() {
        return ProblemException.of(409, "period-closed", "该账期已结 · That period is closed", null);
    }
}
