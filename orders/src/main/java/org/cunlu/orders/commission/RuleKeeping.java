package org.cunlu.orders.commission;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.commission.RuleTable.Proposal;
import org.cunlu.orders.commission.RuleTable.State;

/** Sets of rules are proposed by one person and agreed to by another; what is in force is replaced as a whole. */
@Singleton
class RuleKeeping {
    private static final String ACT = "orders.commission-rules";

    private final RuleTable table;
    private final RulesInForce inForce;
    private final ShopPeople shops;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final String county;

    RuleKeeping(
            RuleTable table,
            RulesInForce inForce,
            ShopPeople shops,
            Transactions transactions,
            Trail trail,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.inForce = inForce;
        this.shops = shops;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.county = county;
    }

    RuleSet inForce(Caller caller) {
        own(caller, "in-force");
        return inForce.now();
    }

    List<Proposal> list(Caller caller, int before, int limit) {
        own(caller, "list");
        return transactions.read(() -> table.list(county, before, limit));
    }

    /** @throws ProblemException not found */
    Proposal set(Caller caller, int version) {
        own(caller, String.valueOf(version));
        return transactions.read(() -> table.find(county, version)).orElseThrow(ProblemException::notFound);
    }

    List<Rule> rules(int version) {
        return transactions.read(() -> table.rules(county, version));
    }

    /**
     * @param follows the version that was seen in force
     * @throws ProblemException 409 {@code rules-changed} with the fact {@code version}
     */
    Proposal propose(Caller caller, int follows, List<Rule> rules, String note) {
        own(caller, "proposal");
        try {
            return transactions.run(() -> write(caller, follows, rules, note));
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            throw changed();
        }
    }

    private Proposal write(Caller caller, int follows, List<Rule> rules, String note) {
        if (table.inForce(county) != follows) {
            throw changed();
        }
        int version = table.latest(county) + 1;
        var set = new Proposal(version, follows, State.PROPOSED, note, caller.accountId(), clock.instant(), null, null);
        table.insert(county, set, rules);
        trail.record(caller.accountId(), ACT, String.valueOf(version), null, "PROPOSED " + rules.size() + " rules");
        return set;
    }

    /**
     * Nobody agrees to what he proposed, or to a rule for a shop in which he has a hand.
     * @throws ProblemException 409 {@code second-person-needed}, {@code own-submission}, {@code rules-changed},
     *     {@code rules-decided}; not found
     */
    Proposal decide(Caller caller, int version, State to) {
        own(caller, String.valueOf(version));
        try {
            return transactions.run(() -> decided(caller, version, to));
        } finally {
            inForce.now();
        }
    }

    private Proposal decided(Caller caller, int version, State to) {
        Proposal set = table.find(county, version).orElseThrow(ProblemException::notFound);
        if (set.state() == to && caller.accountId().equals(set.decidedBy())) {
            return set;
        }
        if (to == State.AGREED) {
            demandStranger(caller, set);
        }
        if (to == State.AGREED && table.lockInForce(county) != set.follows()) {
            throw changed();
        }
        if (!table.decide(county, version, to, caller.accountId(), clock.instant())) {
            throw ProblemException.of(409, "rules-decided", "已有决定 · It was decided already", null);
        }
        trail.record(caller.accountId(), ACT, String.valueOf(version), State.PROPOSED.name(), to.name());
        return table.find(county, version).orElseThrow();
    }

    private void demandStranger(Caller caller, Proposal set) {
        try {
            if (set.proposedBy().equals(caller.accountId())) {
                throw ProblemException.of(
                        409, "second-person-needed", "须由另一人批准 · Somebody else must agree to it", null);
            }
            table.rules(county, set.version()).stream()
                    .map(Rule::seller)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(seller -> shops.demandStranger(caller, seller, null));
        } catch (ProblemException involved) {
            trail.refused(caller.accountId(), ACT, String.valueOf(set.version()), involved.code());
            throw involved;
        }
    }

    private ProblemException changed() {
        return ProblemException.of(
                        409,
                        "rules-changed",
                        "规则刚被改动 · The rules were changed meanwhile",
                        "请刷新后重试 · Look at them again, then repeat")
                .fact("version", table.inForce(county));
    }

    private void own(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            trail.refused(caller.accountId(), ACT, subject, "not-found");
            throw ProblemException.notFound();
        }
    }
}
