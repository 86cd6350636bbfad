package org.cunlu.orders.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CommissionDesk;
import org.cunlu.orders.CommissionDesk.Rule;
import org.cunlu.orders.CommissionDesk.State;
import org.cunlu.orders.Trade;
import org.cunlu.orders.standin.ShopServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one operator proposes on the pages waits in the queue for another. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleDocketTest implements TestPropertyProvider {
    private static final Caller ONE = operator("op1", "500233");
    private static final Caller TWO = operator("op2", "500233");
    private static final Caller ELSEWHERE = operator("op3", "500999");

    @Inject
    CommissionDesk desk;

    @Inject
    RuleDocket docket;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("rule-docket");
    }

    @Test
    void whatOneProposesAnotherAgreesToAndThenItIsInForce() {
        var first = new Rule("RICE", null, Trade.REGIONAL_GOODS, 350, 0, 100, 2_000L, null, LocalDate.of(2027, 1, 31));
        var second = new Rule(null, null, null, 600, 50, 0, null, null, null);
        var set = desk.propose(ONE, desk.inForce(ONE).version(), List.of(first, second), "年货");
        String id = String.valueOf(set.version());
        assertThat(waiting(TWO)).contains(id);
        assertThat(docket.paper(TWO, id).rows()).hasSize(2);
        refused("second-person-needed", () -> docket.answer(ONE, id, word("approve")));
        docket.answer(TWO, id, word("approve"));
        assertThat(waiting(TWO)).doesNotContain(id);
        assertThat(docket.paper(TWO, id).answers()).isEmpty();
        assertThat(desk.inForce(ONE).version()).isEqualTo(set.version());
        assertThat(desk.inForce(ONE).rules()).containsExactly(first, second);
        assertThat(desk.set(ONE, set.version()).state()).isEqualTo(State.AGREED);
        assertThat(desk.set(ONE, set.version()).decidedBy()).isEqualTo("op2");
    }

    @Test
    void whatFollowsOlderRulesCannotBeAgreedToButDeclined() {
        int seen = desk.inForce(ONE).version();
        String stale = String.valueOf(desk.propose(ONE, seen, List.of(), "没有规则").version());
        String other = String.valueOf(desk.propose(ONE, seen, List.of(), "也没有").version());
        docket.answer(TWO, other, word("approve"));
        refused("rules-changed", () -> docket.answer(TWO, stale, word("approve")));
        refused("rules-changed", () -> desk.propose(ONE, seen, List.of(), "晚了"));
        docket.answer(TWO, stale, word("decline"));
        assertThat(desk.set(ONE, Integer.parseInt(stale)).state()).isEqualTo(State.DECLINED);
        refused("rules-decided", () -> docket.answer(ONE, stale, word("decline")));
    }

    @Test
    void whatIsNoRuleIsRefused() {
        int seen = desk.inForce(ONE).version();
        for (Rule bad : List.of(
                new Rule(null, null, null, 10_001, 0, 0, null, null, null),
                new Rule(null, null, null, -1, 0, 0, null, null, null),
                new Rule(null, null, null, 100, CommissionDesk.FEN_MAX + 1, 0, null, null, null))) {
            refused("no-rule", () -> desk.propose(ONE, seen, List.of(bad), "x"));
        }
        refused(
                "cap-below-floor",
                () -> desk.propose(ONE, seen, List.of(new Rule(null, null, null, 100, 0, 200, 199L, null, null)), "x"));
        refused("note-missing", () -> desk.propose(ONE, seen, List.of(), " "));
    }

    @Test
    void anotherCountysOperatorFindsNothing() {
        String id = String.valueOf(
                desk.propose(ONE, desk.inForce(ONE).version(), List.of(), "看不见").version());
        refused("not-found", () -> desk.inForce(ELSEWHERE));
        refused("not-found", () -> desk.sets(ELSEWHERE, null, 10));
        refused("not-found", () -> desk.set(ELSEWHERE, Integer.parseInt(id)));
        refused("not-found", () -> desk.propose(ELSEWHERE, 0, List.of(), "x"));
        refused("not-found", () -> docket.waiting(ELSEWHERE, null, null));
        refused("not-found", () -> docket.paper(ELSEWHERE, id));
        refused("not-found", () -> docket.answer(ELSEWHERE, id, word("approve")));
        refused("not-found", () -> docket.paper(ONE, "0"));
        refused("not-found", () -> docket.paper(ONE, "999999999"));
        refused("unknown-answer", () -> docket.answer(ONE, id, word("burn")));
    }

    private List<String> waiting(Caller operator) {
        var ids = new ArrayList<String>();
        for (String cursor = ""; cursor != null; ) {
            var page = docket.waiting(operator, cursor.isEmpty() ? null : cursor, 2);
            page.items().forEach(each -> ids.add(each.id()));
            cursor = page.next();
        }
        return ids;
    }

    private static Docket.Word word(String answer) {
        return new Docket.Word(answer, null, null, null, null);
    }

    private static void refused(String code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Caller operator(String account, String county) {
        return new Caller(account, List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county))));
    }
}
