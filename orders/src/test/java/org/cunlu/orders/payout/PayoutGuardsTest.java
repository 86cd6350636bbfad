package org.cunlu.orders.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.PayoutDesk.BatchState;
import org.cunlu.orders.PayoutDesk.State;
import org.cunlu.orders.payout.PayoutTable.Line;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may not let a batch leave. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutGuardsTest implements TestPropertyProvider {
    private static final String COUNTY = "500233";
    private static final Party CARRIER = new Party(Party.Kind.CARRIER, "carrier");

    @Inject
    Strangers strangers;

    @Inject
    BankTable banks;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Shop shop;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("payoutguards");
    }

    @Test
    void whoSaidWhereOneOfThemIsPaidDoesNotLetItLeave() {
        Party first = seller();
        Party second = seller();
        set(first, "owner1");
        set(second, "op2");
        String batch = ids.next();
        refused(operator("op2"), batch, "second-person-needed", first, second);
        refused(operator("op1"), batch, "second-person-needed", first);
        assertThat(shop.count("ker_trail WHERE act = 'orders.payout.refused' AND subject = ?", batch))
                .isEqualTo(2);
        allowed(operator("op3"), first, second);
        allowed(operator("op2"), first);
    }

    @Test
    void theCarriersAccountTheProposalAndTheApprovalAreOfThree() {
        set(CARRIER, "op1");
        refused(operator("op2"), ids.next(), "second-person-needed", CARRIER);
        set(CARRIER, "op2");
        refused(operator("op2"), ids.next(), "second-person-needed", CARRIER);
        allowed(operator("op3"), CARRIER);
    }

    @Test
    void nobodyLetsMoneyLeaveToHimselfOrToAShopInWhichHeHasAHand() {
        Party shop1 = seller();
        for (Role role : List.of(Role.SELLER, Role.SHOP_MONEY, Role.LIVE_HOST)) {
            Grant inside = new Grant(role, new Scope(Scope.Kind.SHOP, shop1.code()));
            refused(operator("op2", inside), ids.next(), "own-submission", seller(), shop1);
            allowed(operator("op2", inside), seller());
        }
        refused(operator("op2"), ids.next(), "own-submission", new Party(Party.Kind.HOST, "op2"));
        allowed(operator("op2"), new Party(Party.Kind.HOST, "op3"));
    }

    @Test
    void nobodyAgreesToARuleForAShopInWhichHeHasAHand() {
        factors.enrol("op1", "op2", "op3");
        String code = seller().code();
        String rules = "/api/county/commission-rules";
        String county = " COUNTY_OPERATOR:SUBTREE:" + COUNTY;
        var rule = Map.of("seller", code, "shareBps", 0, "perParcelFen", 0, "floorFen", 0);
        long follows = shop.get("op1" + county, rules).is(200).number("version");
        long version = shop.send(
                        "op1" + county,
                        "POST",
                        rules + "/sets",
                        null,
                        Map.of("follows", follows, "rules", List.of(rule), "note", "新店免佣"))
                .is(201)
                .number("version");
        String agree = rules + "/sets/" + version + "/agreement";
        shop.send("op2" + county + " SELLER:SHOP:" + code, "POST", agree, null, null)
                .is(409, "own-submission");
        shop.send("op1" + county, "POST", agree, null, null).is(409, "second-person-needed");
        assertThat(shop.count(
                        "ker_trail WHERE act = 'orders.commission-rules.refused' AND subject = ?",
                        String.valueOf(version)))
                .isEqualTo(2);
        shop.send("op3" + county, "POST", agree, null, null).is(200);
    }

    private void refused(Caller approver, String batch, String code, Party... parties) {
        assertThatThrownBy(() -> demand(approver, batch, parties))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(409);
                    assertThat(problem.code()).isEqualTo(code);
                });
    }

    private void allowed(Caller approver, Party... parties) {
        assertThatCode(() -> demand(approver, ids.next(), parties)).doesNotThrowAnyException();
    }

    /** Proposed by op1. */
    private void demand(Caller approver, String batch, Party... parties) {
        var lines = Arrays.stream(parties)
                .map(party -> new Line(ids.next(), batch, party, "S", 100, State.PLANNED, null, 1, "", null, null))
                .toList();
        var proposed = new Batch(batch, 1, BatchState.PROPOSED, "op1", clock.instant(), null, null);
        transactions.run(() -> strangers.demand(approver, proposed, lines));
    }

    private void set(Party party, String by) {
        assertThat(transactions.run(
                        () -> banks.set(party, COUNTY, "张三丰", "6222020200112233445", "农业银行", by, clock.instant())))
                .isTrue();
    }

    private Party seller() {
        return new Party(Party.Kind.SELLER, "S" + ids.next());
    }

    private static Caller operator(String account, Grant... more) {
        var grants = new ArrayList<Grant>(List.of(more));
        grants.add(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, COUNTY)));
        return new Caller(account, grants);
    }
}
