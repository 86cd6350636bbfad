package org.cunlu.orders.sourcing;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.ServingRules;
import org.cunlu.orders.Trade;
import org.cunlu.orders.sourcing.PolicyTable.Version;

/** Reads and sets policies. Each setting is a new version; a rival who saw the same one before is told so. */
@Singleton
class PolicyKeeping implements ServingRules {
    private static final String ACT = "orders.source-policy";

    private final PolicyTable table;
    private final PoliciesInForce inForce;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final String countyCode;

    PolicyKeeping(
            PolicyTable table,
            PoliciesInForce inForce,
            Transactions transactions,
            Trail trail,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.inForce = inForce;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    @Override
    public List<Policy> all(Caller caller) {
        own(caller, "all");
        return inForce.all().entrySet().stream()
                .map(each -> view(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Policy set(Caller caller, Trade trade, Wanted wanted) {
        own(caller, trade.name());
        if (new HashSet<>(wanted.rules()).size() != wanted.rules().size()) {
            throw ProblemException.invalid("rules", "rule-twice", "规则重复 · A rule is named twice");
        }
        try {
            Version now = transactions.run(() -> write(caller, trade, wanted));
            return view(trade, now);
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            Version now = inForce.all().get(trade);
            if (now.policy().equals(policy(wanted, now))) {
                return view(trade, now);
            }
            throw changed(now);
        } finally {
            inForce.all();
        }
    }

    private Version write(Caller caller, Trade trade, Wanted wanted) {
        Version before = table.latest(countyCode).get(trade);
        SourcePolicy policy = policy(wanted, before);
        if (before.policy().equals(policy)) {
            return before;
        }
        if (before.version() != wanted.version()) {
            throw changed(before);
        }
        var after = new Version(wanted.version() + 1, policy);
        table.insert(countyCode, trade, after, caller.accountId(), clock.instant());
        trail.record(caller.accountId(), ACT, trade.name(), told(before), told(after));
        return after;
    }

    private static SourcePolicy policy(Wanted wanted, Version before) {
        return new SourcePolicy(
                wanted.rules(),
                wanted.split(),
                wanted.backorder() == null ? before.policy().backorder() : wanted.backorder());
    }

    private static String told(Version version) {
        return version.version() + " "
                + PolicyTable.text(version.policy().rules()) + " "
                + version.policy().split()
                + (version.policy().backorder() == Backorder.NEVER ? "" : " BACKORDER");
    }

    private static Policy view(Trade trade, Version version) {
        return new Policy(
                trade,
                version.version(),
                version.policy().rules(),
                version.policy().split(),
                version.policy().backorder());
    }

    /** The county is this one's or, for the caller, does not exist. */
    private void own(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode)) {
            trail.refused(caller.accountId(), ACT, subject, "not-found");
            throw ProblemException.notFound();
        }
    }

    private static ProblemException changed(Version now) {
        return ProblemException.of(
                        409,
                        "policy-changed",
                        "规则刚被改动 · The policy was changed meanwhile",
                        "请刷新后重试 · Look at it again, then repeat")
                .fact("version", now.version());
    }
}
