package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Balances;
import org.cunlu.orders.MoneyDecisions;
import org.cunlu.orders.paying.Decision.About;
import org.cunlu.orders.paying.Decision.Choice;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.FlakyGateway;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Held money and refused refunds end by what two people say, once, and by the books. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecidingTest implements TestPropertyProvider {
    private static final Caller ONE = operator("op1", "500233");
    private static final Caller OTHER = operator("op2", "500233");

    @Inject
    Shop shop;

    @Inject
    FlakyGateway flaky;

    @Inject
    Deciding deciding;

    @Inject
    Refunding refunding;

    @Inject
    Asking asking;

    @Inject
    MoneyDecisions desk;

    @Inject
    DecisionDocket docket;

    @Inject
    Balances balances;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("deciding");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        flaky.refuse(null);
        flaky.ill(false);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void tooMuchIsAppliedByTwoPeopleAndWhatIsBeyondGoesBack() {
        Held held = held(500);
        assertThat(tickets("PAYMENT_HELD", held.payment(), "OPEN")).isEqualTo(1);
        Decision decision = propose(About.PAYMENT, held.payment(), Choice.APPLY);
        refused("second-person-needed", () -> deciding.approve(ONE, decision.decisionId()));
        assertThat(shop.state(held.order())).isEqualTo("OPEN UNPAID RESERVED");
        assertThat(deciding.approve(OTHER, decision.decisionId()).state()).isEqualTo(Decision.State.DONE);
        assertThat(deciding.approve(OTHER, decision.decisionId()).state()).isEqualTo(Decision.State.DONE);
        assertThat(shop.state(held.order())).isEqualTo("OPEN PAID ALLOCATED");
        payDue();
        assertThat(shop.count(
                        "ord_refund WHERE payment_id = ? AND status = 'DONE' AND amount_fen = 500", held.payment()))
                .isEqualTo(1);
        assertThat(tickets("PAYMENT_HELD", held.payment(), "RESOLVED")).isEqualTo(1);
        // What was paid for the order goes back as usual, beside what was beyond it.
        shop.cancel(held.buyer(), held.order(), shop.key()).is(200);
        payDue();
        assertThat(shop.state(held.order())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(shop.count("ker_trail WHERE act = 'orders.money-approve' AND subject = ?", decision.decisionId()))
                .isEqualTo(1);
    }

    @Test
    void tooLittleGoesBackAndPaysNothing() {
        Held held = held(-1);
        refused("choice-invalid", () -> propose(About.PAYMENT, held.payment(), Choice.APPLY));
        refused("choice-invalid", () -> propose(About.PAYMENT, held.payment(), Choice.BANK));
        Decision decision = propose(About.PAYMENT, held.payment(), Choice.RETURN);
        refused("decision-open", () -> propose(About.PAYMENT, held.payment(), Choice.BALANCE));
        deciding.approve(OTHER, decision.decisionId());
        payDue();
        assertThat(shop.state(held.order())).isEqualTo("OPEN UNPAID RESERVED");
        assertThat(shop.count("ord_payment WHERE payment_id = ? AND status = 'RETURNED'", held.payment()))
                .isEqualTo(1);
        assertThat(shop.count("ord_refund WHERE payment_id = ? AND status = 'DONE'", held.payment()))
                .isEqualTo(1);
        refused("nothing-to-decide", () -> propose(About.PAYMENT, held.payment(), Choice.RETURN));
    }

    @Test
    void heldMoneyMayGoToTheBalanceAndPayFromThere() {
        Held held = held(-1);
        deciding.approve(
                OTHER, propose(About.PAYMENT, held.payment(), Choice.BALANCE).decisionId());
        assertThat(balance(held.buyer())).isEqualTo(held.paidFen());
        payDue();
        assertThat(balance(held.buyer())).isEqualTo(held.paidFen());
    }

    @Test
    void whatWasDeclinedMayBeProposedAnewAndIsNotApproved() {
        Held held = held(7);
        Decision decision = propose(About.PAYMENT, held.payment(), Choice.RETURN);
        deciding.decline(OTHER, decision.decisionId());
        refused("nothing-to-decide", () -> deciding.approve(OTHER, decision.decisionId()));
        deciding.approve(
                OTHER, propose(About.PAYMENT, held.payment(), Choice.RETURN).decisionId());
        payDue();
    }

    @Test
    void whatIsProposedOnThePagesWaitsInTheQueueForSomebodyElse() {
        Held held = held(500);
        assertThat(shown(held).proposed()).isFalse();
        String id = desk.propose(
                ONE, MoneyDecisions.About.PAYMENT, held.payment(), MoneyDecisions.Choice.RETURN, "多付", null);
        assertThat(shown(held).proposed()).isTrue();
        assertThat(docket.waiting(OTHER, null, null).items())
                .anyMatch(each -> each.id().equals(id));
        refused("not-found", () -> docket.paper(operator("op9", "500999"), id));
        refused("not-found", () -> docket.answer(operator("op9", "500999"), id, word("approve")));
        refused("second-person-needed", () -> docket.answer(ONE, id, word("approve")));
        docket.answer(OTHER, id, word("approve"));
        assertThat(docket.paper(ONE, id).answers()).isEmpty();
        assertThat(docket.waiting(OTHER, null, null).items())
                .noneMatch(each -> each.id().equals(id));
        assertThat(desk.held(ONE, "", 100).items())
                .noneMatch(each -> each.paymentId().equals(held.payment()));
        payDue();
    }

    private MoneyDecisions.Held shown(Held held) {
        var all = desk.held(ONE, "", 100).items();
        assertThat(desk.held(operator("op9", "500999"), "", 100).items()).isEmpty();
        return all.stream()
                .filter(each -> each.paymentId().equals(held.payment()))
                .findFirst()
                .orElseThrow();
    }

    private static Docket.Word word(String answer) {
        return new Docket.Word(answer, null, null, null, null);
    }

    @Test
    void ofManyWhoApproveAtOnceOneMovesTheMoney() throws Exception {
        Held held = held(11);
        Decision decision = propose(About.PAYMENT, held.payment(), Choice.BALANCE);
        Rivals.all(8, rival -> {
            try {
                return deciding.approve(operator("op" + (rival + 2), "500233"), decision.decisionId())
                        .state()
                        .name();
            } catch (ProblemException e) {
                return "refused";
            }
        });
        assertThat(balance(held.buyer())).isEqualTo(held.paidFen());
    }

    @Test
    void aRefusedRefundIsATicketAndGoesToTheBalanceOrThroughTheBank() {
        for (Choice way : List.of(Choice.BALANCE, Choice.BANK)) {
            Owed owed = owed();
            flaky.refuse("NOT_ENOUGH");
            payDue();
            assertThat(tickets("REFUND_REFUSED", owed.refund(), "OPEN")).isEqualTo(1);
            assertThat(shop.state(owed.order())).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
            assertThat(deciding.refused(ONE, "", 100))
                    .anyMatch(refund -> refund.refundId().equals(owed.refund()));
            refused("choice-invalid", () -> propose(About.REFUND, owed.refund(), Choice.APPLY));
            Decision decision = deciding.propose(
                    ONE, About.REFUND, owed.refund(), way, "card closed", way == Choice.BANK ? "ICBC-1" : null);
            refused("refund-being-asked", () -> deciding.approve(OTHER, decision.decisionId()));
            aMinuteLater(owed.refund());
            deciding.approve(OTHER, decision.decisionId());
            assertThat(shop.state(owed.order())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
            assertThat(balance(owed.buyer())).isEqualTo(way == Choice.BALANCE ? owed.fen() : 0);
            assertThat(tickets("REFUND_REFUSED", owed.refund(), "RESOLVED")).isEqualTo(1);
            flaky.refuse(null);
            clock.forward(Duration.ofHours(2));
            payDue();
            assertThat(flaky.refunds()).doesNotContainKey(owed.refund());
        }
    }

    @Test
    void aGatewayThatPaysAfterAllOrDoesNotSayIsNeverDoubled() {
        Owed owed = owed();
        flaky.refuse("NOT_ENOUGH");
        payDue();
        Decision decision = deciding.propose(ONE, About.REFUND, owed.refund(), Choice.BALANCE, "card closed", null);
        aMinuteLater(owed.refund());
        flaky.refuse(null);
        flaky.ill(true);
        refused("refund-unknown", () -> deciding.approve(OTHER, decision.decisionId()));
        assertThat(balance(owed.buyer())).isZero();
        flaky.ill(false);
        aMinuteLater(owed.refund());
        refused("refund-made", () -> deciding.approve(OTHER, decision.decisionId()));
        assertThat(balance(owed.buyer())).isZero();
        assertThat(shop.state(owed.order())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(flaky.refunds()).containsEntry(owed.refund(), owed.fen());
        assertThat(tickets("REFUND_REFUSED", owed.refund(), "RESOLVED")).isEqualTo(1);
    }

    @Test
    void anotherCountysOperatorSeesAndDecidesNothing() {
        Held held = held(3);
        Caller stranger = operator("op9", "500234");
        assertThat(deciding.held(stranger, "", 100)).isEmpty();
        refused(
                "not-found",
                () -> deciding.propose(stranger, About.PAYMENT, held.payment(), Choice.RETURN, "because", null));
        Decision decision = propose(About.PAYMENT, held.payment(), Choice.RETURN);
        refused("not-found", () -> deciding.approve(stranger, decision.decisionId()));
        refused(
                "second-person-needed",
                () -> deciding.approve(operator(held.buyer(), "500233"), decision.decisionId()));
        assertThat(shop.count(
                        "ker_trail WHERE act = 'orders.money-approve.refused' AND subject = ?", decision.decisionId()))
                .isEqualTo(2);
        deciding.approve(OTHER, decision.decisionId());
        payDue();
    }

    @Test
    void operatorsSeeWhatIsHeldAndTicketsAndNobodyMovesMoneyWithoutASecondFactor() {
        Held held = held(5);
        String operator = "op1 COUNTY_OPERATOR:SUBTREE:500233";
        assertThat(shop.send(operator, "GET", "/api/county/held-payments", null, null)
                        .is(200)
                        .raw())
                .contains(held.payment());
        assertThat(shop.send(operator, "GET", "/api/county/money-tickets", null, null)
                        .is(200)
                        .raw())
                .contains(held.payment());
        var decision = shop.send(
                        operator,
                        "POST",
                        "/api/county/money-decisions",
                        null,
                        Map.of("about", "PAYMENT", "subject", held.payment(), "choice", "RETURN", "reason", "seen"))
                .is(201);
        String approve = "/api/county/money-decisions/" + decision.text("decisionId") + "/approve";
        shop.send("op2 COUNTY_OPERATOR:SUBTREE:500233", "POST", approve, null, null)
                .is(403, "second-factor-needed");
        assertThat(shop.count("ord_payment WHERE payment_id = ? AND status = 'HELD'", held.payment()))
                .isEqualTo(1);
    }

    private record Held(String buyer, String order, String payment, long paidFen) {}

    private record Owed(String buyer, String order, String refund, long fen) {}

    /** Money that differs from what was asked for by so much. */
    private Held held(long difference) {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
        var started = shop.startPaying(buyer, group).is(201);
        long paid = started.number("amountFen") + difference;
        shop.wallet(started.text("chargeId"), Map.of("amountFen", paid)).is(202);
        String payment = started.text("paymentId");
        await().untilAsserted(
                        () -> assertThat(shop.count("ord_payment WHERE payment_id = ? AND status = 'HELD'", payment))
                                .isEqualTo(1));
        return new Held(buyer, shop.orderIds(group).getFirst(), payment, paid);
    }

    /** What a gateway owes for an order that was cancelled. */
    private Owed owed() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
        var payment = shop.send(
                        buyer,
                        "POST",
                        "/api/shop/order-groups/" + group + "/payments",
                        shop.key(),
                        Map.of("gateway", "FLAKY"))
                .is(201);
        flaky.pay(payment.text("paymentId"));
        clock.forward(Duration.ofSeconds(31));
        while (asking.askDue() > 0) {
            // Payments of other tests are asked for as well.
        }
        String order = shop.orderIds(group).getFirst();
        shop.cancel(buyer, order, shop.key()).is(200);
        String refund = transactions.read(() -> sql.one(
                        "SELECT refund_id FROM ord_refund WHERE order_id = ?", row -> row.string("refund_id"), order)
                .orElseThrow());
        return new Owed(buyer, order, refund, payment.number("amountFen"));
    }

    private Decision propose(About about, String subject, Choice choice) {
        return deciding.propose(ONE, about, subject, choice, "seen with the buyer", null);
    }

    private void payDue() {
        while (refunding.payDue() > 0) {
            // Refunds of other tests are paid as well.
        }
    }

    private void aMinuteLater(String refund) {
        transactions.run(() -> sql.change(
                "UPDATE ord_refund SET asked_at = asked_at - INTERVAL 61 SECOND WHERE refund_id = ?", refund));
    }

    private long tickets(String kind, String subject, String state) {
        return shop.count("ord_money_ticket WHERE kind = ? AND subject = ? AND state = ?", kind, subject, state);
    }

    private long balance(String buyer) {
        return transactions.read(() -> balances.of(buyer));
    }

    private static Caller operator(String account, String county) {
        return new Caller(account, List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county))));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
