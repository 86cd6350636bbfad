package org.cunlu.orders.settling;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.OwnStatements.LineView;
import org.cunlu.orders.OwnStatements.View;
import org.cunlu.orders.Party;
import org.cunlu.orders.SettlementDesk;

/** What the county's operator sees and does about periods. */
@Singleton
class CountySettling implements SettlementDesk {
    private final Closing closing;
    private final ClosingTable closings;
    private final PeriodTable periods;
    private final StatementTable statements;
    private final StatementReading reading;
    private final Transactions transactions;
    private final Trail trail;
    private final String county;

    CountySettling(
            Closing closing,
            ClosingTable closings,
            PeriodTable periods,
            StatementTable statements,
            StatementReading reading,
            Transactions transactions,
            Trail trail,
            @Value("${cunlu.county.code}") String county) {
        this.closing = closing;
        this.closings = closings;
        this.periods = periods;
        this.statements = statements;
        this.reading = reading;
        this.transactions = transactions;
        this.trail = trail;
        this.county = county;
    }

    @Override
    public Page<Period> periods(Caller operator, @Nullable Integer before, int limit) {
        own(operator);
        List<Period> rows = periods.list(county, before == null ? Integer.MAX_VALUE : before, limit + 1);
        return Page.of(rows, limit, each -> String.valueOf(each.periodNo()));
    }

    @Override
    public Period period(Caller operator, int periodNo) {
        own(operator);
        return periods.find(county, periodNo).orElseThrow(ProblemException::notFound);
    }

    @Override
    public List<Sum> sums(Caller operator, int periodNo) {
        own(operator);
        return statements.sums(county, periodNo);
    }

    @Override
    public Optional<LocalDate> open(Caller operator) {
        own(operator);
        return closing.open();
    }

    @Override
    public Optional<Progress> progress(Caller operator) {
        own(operator);
        return closings.find(county);
    }

    @Override
    public void want(Caller operator, @Nullable LocalDate until) {
        closing.demandOwn(operator);
        LocalDate last = closing.over(until);
        if (closing.open().filter(last::isBefore).isPresent()) {
            throw Closing.closed();
        }
        transactions.run(() -> {
            if (closings.want(county, last, operator.accountId())) {
                trail.record(operator.accountId(), "orders.period-wanted", county, null, "until " + last);
            }
        });
    }

    @Override
    public Page<View> statements(Caller operator, int periodNo, @Nullable Party.Kind kind, String after, int limit) {
        own(operator);
        return reading.ofPeriod(periodNo, kind, after, limit);
    }

    @Override
    public View statement(Caller operator, String statementId) {
        own(operator);
        return reading.view(reading.one(statementId, null));
    }

    @Override
    public Page<LineView> lines(Caller operator, String statementId, @Nullable Integer after, int limit) {
        own(operator);
        return reading.lines(reading.one(statementId, null), after, limit);
    }

    @Override
    public byte[] file(Caller operator, String statementId) {
        own(operator);
        return reading.csv(reading.one(statementId, null));
    }

    private void own(Caller operator) {
        if (!operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            throw ProblemException.notFound();
        }
    }
}
