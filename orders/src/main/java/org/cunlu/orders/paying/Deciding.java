package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.PaymentView.Status;
import org.cunlu.orders.paying.Decision.About;
import org.cunlu.orders.paying.Decision.Choice;
import org.cunlu.orders.paying.Decision.State;

/** Held money, and refunds that gateways refuse: one operator proposes what becomes of them, another lets it happen. */
@Singleton
class Deciding {
    static final String APPROVE = "orders.money-approve";
    private static final String DECLINE = "orders.money-decline";

    private final DecisionTable decisions;
    private final PaymentTable payments;
    private final RefundTable refunds;
    private final HeldMoney held;
    private final OtherWays otherWays;
    private final Trail trail;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Deciding(
            DecisionTable decisions,
            PaymentTable payments,
            RefundTable refunds,
            HeldMoney held,
            OtherWays otherWays,
            Trail trail,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.decisions = decisions;
        this.payments = payments;
        this.refunds = refunds;
        this.held = held;
        this.otherWays = otherWays;
        this.trail = trail;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    List<Payment> held(Caller caller, String after, int limit) {
        List<String> counties = counties(caller);
        return counties.isEmpty() ? List.of() : transactions.read(() -> payments.held(counties, after, limit));
    }

    List<RefundTable.Due> refused(Caller caller, String after, int limit) {
        List<String> counties = counties(caller);
        return counties.isEmpty() ? List.of() : transactions.read(() -> refunds.refused(counties, after, limit));
    }

    List<Decision> list(Caller caller, State state, String after, int limit) {
        List<String> counties = counties(caller);
        return counties.isEmpty() ? List.of() : transactions.read(() -> decisions.of(counties, state, after, limit));
    }

    Decision one(Caller caller, String decisionId) {
        return transactions
                .read(() -> decisions.find(decisionId))
                .filter(found -> counties(caller).contains(found.countyCode()))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404; 409 {@code decision-open}, {@code nothing-to-decide}; 400 {@code choice-invalid} */
    Decision propose(
            Caller caller, About about, String subject, Choice choice, String reason, @Nullable String bankReference) {
        String county = about == About.PAYMENT ? payment(caller, subject, choice) : refund(caller, subject, choice);
        if ((choice == Choice.BANK) != (bankReference != null)) {
            throw invalid("银行流水号只用于银行退款 · A bank reference goes with BANK, and only with it");
        }
        var decision = new Decision(
                ids.next(),
                county,
                about,
                subject,
                choice,
                reason,
                bankReference,
                State.OPEN,
                caller.accountId(),
                clock.instant(),
                null,
                null);
        try {
            transactions.run(() -> {
                decisions.insert(decision);
                trail.record(
                        caller.accountId(),
                        "orders.money-propose",
                        decision.decisionId(),
                        null,
                        subject + " " + choice);
            });
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isPresent()) {
                throw ProblemException.of(409, "decision-open", "已有待决定的提议 · Another proposal about it is open", null);
            }
            throw e;
        }
        return decision;
    }

    private String payment(Caller caller, String paymentId, Choice choice) {
        Payment payment = payments.find(paymentId)
                .filter(found -> counties(caller).contains(found.countyCode()))
                .orElseThrow(ProblemException::notFound);
        if (payment.status() != Status.HELD) {
            throw nothing();
        }
        boolean over = payment.paidFen() > payment.amountFen();
        if (choice == Choice.BANK || choice == Choice.APPLY && !over) {
            throw invalid("付少了的钱不能抵订单 · What is too little pays no order");
        }
        return payment.countyCode();
    }

    private String refund(Caller caller, String refundId, Choice choice) {
        RefundTable.Due refund = refunds.find(refundId)
                .filter(found -> counties(caller).contains(found.countyCode()))
                .orElseThrow(ProblemException::notFound);
        if (!refund.due() || refund.refusal() == null) {
            throw nothing();
        }
        if (choice != Choice.BALANCE && choice != Choice.BANK) {
            throw invalid("退款只能改退余额或银行 · A refund goes to the balance or through the bank");
        }
        return refund.countyCode();
    }

    /** Asked for again, it is answered as it was decided. */
    Decision approve(Caller caller, String decisionId) {
        Decision decision = open(caller, APPROVE, decisionId);
        if (decision.state() == State.DONE) {
            return decision;
        }
        if (decision.state() == State.DECLINED) {
            throw nothing();
        }
        var second = new SecondPerson(decision.proposedBy(), buyer(decision));
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), APPROVE, decisionId, "second-person-needed");
        }
        second.demand(caller.accountId());
        Runnable done = () -> done(caller, decision);
        switch (decision.about()) {
            case PAYMENT -> held.settle(decision, caller.accountId(), done);
            case REFUND -> otherWays.pay(decision, caller.accountId(), done);
        }
        return decisions.find(decisionId).orElseThrow();
    }

    /** Joins the transaction in which the money moves. */
    private void done(Caller caller, Decision decision) {
        if (!decisions.decide(decision.decisionId(), State.DONE, caller.accountId(), clock.instant())) {
            throw nothing();
        }
        trail.record(
                caller.accountId(),
                APPROVE,
                decision.decisionId(),
                State.OPEN.name(),
                decision.subject() + " " + decision.choice());
    }

    Decision decline(Caller caller, String decisionId) {
        Decision decision = open(caller, DECLINE, decisionId);
        transactions.run(() -> {
            if (decisions.decide(decisionId, State.DECLINED, caller.accountId(), clock.instant())) {
                trail.record(caller.accountId(), DECLINE, decisionId, State.OPEN.name(), decision.subject());
            }
        });
        return decisions.find(decisionId).orElseThrow();
    }

    private Decision open(Caller caller, String act, String decisionId) {
        return decisions
                .find(decisionId)
                .filter(found -> counties(caller).contains(found.countyCode()))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), act, decisionId, "not-found");
                    return ProblemException.notFound();
                });
    }

    private String buyer(Decision decision) {
        String paymentId = decision.about() == About.PAYMENT
                ? decision.subject()
                : refunds.find(decision.subject()).orElseThrow().paymentId();
        return payments.find(paymentId).orElseThrow().accountId();
    }

    private static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }

    static ProblemException nothing() {
        return ProblemException.of(409, "nothing-to-decide", "已经处理过了 · There is nothing to decide any more", null);
    }

    private static ProblemException invalid(String what) {
        return ProblemException.invalid("choice", "choice-invalid", what);
    }
}
