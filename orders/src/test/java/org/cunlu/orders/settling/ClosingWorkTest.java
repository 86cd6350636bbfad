package org.cunlu.orders.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.Party;
import org.cunlu.orders.SettlementDesk;
import org.cunlu.orders.SettlementDesk.State;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Sales;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A closing that goes on while who asked for it does something else. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosingWorkTest implements TestPropertyProvider {
    private static final Caller OPERATOR = operator("500233");
    private static final Caller ELSEWHERE = operator("500999");

    @Inject
    SettlementDesk desk;

    @Inject
    ClosingWork work;

    @Inject
    Sales sales;

    @Inject
    MovedClock moved;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private int count;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("closing-work");
    }

    @Test
    void whatWasWantedIsClosedAndToldAtTheEnd() {
        String seller = sold();
        desk.want(OPERATOR, null);
        assertThat(progress().state()).isEqualTo(State.WANTED);
        desk.want(OPERATOR, null);
        work.run();
        var done = progress();
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.daysDone()).isEqualTo(done.days()).isPositive();
        assertThat(done.endedAt()).isNotNull();
        assertThat(done.periodNo()).isNotNull();
        var period = desk.period(OPERATOR, done.periodNo());
        assertThat(period.until()).isEqualTo(yesterday());
        assertThat(period.closedBy()).isEqualTo("op1");
        assertThat(desk.open(OPERATOR)).contains(yesterday().plusDays(1));
        var statements = desk.statements(OPERATOR, done.periodNo(), Party.Kind.SELLER, "", 100)
                .items();
        assertThat(statements).anyMatch(each -> each.party().equals(seller) && each.closingFen() == 9_500);
        var sellers = desk.sums(OPERATOR, done.periodNo()).stream()
                .filter(each -> each.kind() == Party.Kind.SELLER)
                .findFirst()
                .orElseThrow();
        assertThat(sellers.parties()).isEqualTo(statements.size());
        assertThat(sellers.closingFen())
                .isEqualTo(
                        statements.stream().mapToLong(each -> each.closingFen()).sum());
        work.run();
        assertThat(progress()).as("there is nothing more to do").isEqualTo(done);
    }

    @Test
    void whatCannotBeClosedIsRefusedAtOnce() {
        sold();
        refused("period-not-over", () -> desk.want(OPERATOR, yesterday().plusDays(1)));
        desk.want(OPERATOR, yesterday());
        work.run();
        refused("period-closed", () -> desk.want(OPERATOR, yesterday()));
    }

    @Test
    void anInstanceThatDiedIsFollowedByAnotherAndOneThatLivesIsLeftAlone() {
        sold();
        desk.want(OPERATOR, null);
        taken(5);
        work.run();
        assertThat(progress().state()).as("somebody works on it").isEqualTo(State.RUNNING);
        taken(60);
        work.run();
        assertThat(progress().state()).isEqualTo(State.DONE);
        int period = progress().periodNo();
        // It died after the period was written and before it could say so.
        taken(60);
        work.run();
        assertThat(progress().state()).isEqualTo(State.DONE);
        assertThat(progress().periodNo()).isEqualTo(period);
    }

    @Test
    void whatSomebodyElseClosedMeanwhileIsToldAsRefused() {
        sold();
        moved.forward(Duration.ofDays(1));
        desk.want(OPERATOR, yesterday().minusDays(1));
        transactions.run(() -> sql.change(
                "INSERT INTO ord_period SELECT '500233', COALESCE(MAX(period_no), 0) + 1, ?, ?, 'op2', UTC_TIMESTAMP(3)"
                        + " FROM ord_period WHERE county_code = '500233'",
                desk.open(OPERATOR).orElseThrow(),
                yesterday()));
        work.run();
        assertThat(progress().state()).isEqualTo(State.REFUSED);
        assertThat(progress().why()).isEqualTo("period-closed");
    }

    @Test
    void anotherCountysOperatorFindsNothing() {
        sold();
        desk.want(OPERATOR, null);
        work.run();
        int period = progress().periodNo();
        String statement = desk.statements(OPERATOR, period, null, "", 1)
                .items()
                .getFirst()
                .statementId();
        List<Runnable> asked = List.of(
                () -> desk.periods(ELSEWHERE, null, 10),
                () -> desk.period(ELSEWHERE, period),
                () -> desk.sums(ELSEWHERE, period),
                () -> desk.open(ELSEWHERE),
                () -> desk.progress(ELSEWHERE),
                () -> desk.want(ELSEWHERE, null),
                () -> desk.statements(ELSEWHERE, period, null, "", 10),
                () -> desk.statement(ELSEWHERE, statement),
                () -> desk.lines(ELSEWHERE, statement, null, 10),
                () -> desk.file(ELSEWHERE, statement));
        for (Runnable each : asked) {
            refused("not-found", each);
        }
    }

    private static void refused(String code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** A day with a sale, which is over. */
    private String sold() {
        String seller = "SCW-" + ++count;
        sales.sold(seller, 10_000, StandInNetwork.VILLAGE21);
        moved.forward(Duration.ofDays(1));
        return seller;
    }

    private void taken(int secondsAgo) {
        transactions.run(() -> sql.change(
                "UPDATE ord_closing SET state = 'RUNNING', seen_at = UTC_TIMESTAMP(3) - INTERVAL ? SECOND",
                secondsAgo));
    }

    private SettlementDesk.Progress progress() {
        return desk.progress(OPERATOR).orElseThrow();
    }

    private LocalDate yesterday() {
        return CountyTime.date(clock.instant()).minusDays(1);
    }

    private static Caller operator(String county) {
        return new Caller("op1", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county))));
    }
}
