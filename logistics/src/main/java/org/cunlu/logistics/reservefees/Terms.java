package org.cunlu.logistics.reservefees;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Rates and rules of a level, set by its authority; each change is a new version. */
@Singleton
class Terms {
    private static final String RATES = "logistics.reserve-rates";
    private static final String RULE = "logistics.reserve-fee-rule";

    private final TermsTable table;
    private final Reach reach;
    private final Trail trail;
    private final Clock clock;

    Terms(TermsTable table, Reach reach, Trail trail, Clock clock) {
        this.table = table;
        this.reach = reach;
        this.trail = trail;
        this.clock = clock;
    }

    Optional<RateTable> rates(String levelCode, String code) {
        return table.rates(reach.county(), levelCode, code);
    }

    List<TermsTable.Versioned> rules(String levelCode) {
        return table.rules(reach.county(), levelCode);
    }

    /** @return the rule that holds for a contract @throws ProblemException 409 {@code fee-rule-missing} */
    static FeeRule ruleFor(List<TermsTable.Versioned> rules, String programme, String commodity, String contractId) {
        return rules.stream()
                .map(TermsTable.Versioned::rule)
                .filter(rule -> rule.fits(programme, commodity, contractId))
                .max(Comparator.comparingInt(FeeRule::weight))
                .orElseThrow(() -> ProblemException.of(
                                409,
                                "fee-rule-missing",
                                "没有补贴办法 · There is no rule of fees for a contract",
                                "请先设置 · Set one first")
                        .fact("contractId", contractId));
    }

    /**
     * The whole table anew. The same again changes nothing.
     * @param seen version that the caller saw, 0 for none @throws ProblemException 409 {@code terms-changed}; what {@link RateTable} refuses
     */
    RateTable set(Caller caller, String levelCode, String code, int seen, List<RateTable.Rate> rates) {
        return reach.attempt(caller, RATES, levelCode + "/" + code, () -> {
            Reach.demand(caller, levelCode, Role.RESERVE_AUTHORITY);
            var wanted = new RateTable(code, seen + 1, rates);
            Optional<RateTable> now = rates(levelCode, code);
            if (now.filter(table -> table.rates().equals(wanted.rates())).isPresent()) {
                return now.get();
            }
            demandSeen(now.map(RateTable::version).orElse(0), seen);
            onlyOnce(() -> table.insert(reach.county(), levelCode, wanted, caller.accountId(), clock.instant()));
            trail.record(
                    caller.accountId(),
                    RATES,
                    levelCode + "/" + code,
                    now.map(table -> "version " + table.version()).orElse(null),
                    "version " + wanted.version() + ", " + wanted.rates().size() + " rates");
            return wanted;
        });
    }

    TermsTable.Versioned set(Caller caller, String levelCode, int seen, FeeRule rule) {
        String subject = levelCode + "/" + rule.programme() + "/" + rule.commodity() + "/" + rule.contractId();
        return reach.attempt(caller, RULE, subject, () -> {
            Reach.demand(caller, levelCode, Role.RESERVE_AUTHORITY);
            Optional<TermsTable.Versioned> now = rules(levelCode).stream()
                    .filter(each -> each.rule().programme().equals(rule.programme())
                            && each.rule().commodity().equals(rule.commodity())
                            && each.rule().contractId().equals(rule.contractId()))
                    .findFirst();
            if (now.filter(each -> each.rule().equals(rule)).isPresent()) {
                return now.get();
            }
            demandSeen(now.map(TermsTable.Versioned::version).orElse(0), seen);
            onlyOnce(
                    () -> table.insert(reach.county(), levelCode, rule, seen + 1, caller.accountId(), clock.instant()));
            trail.record(
                    caller.accountId(),
                    RULE,
                    subject,
                    now.map(each -> each.rule().toString()).orElse(null),
                    rule.toString());
            return new TermsTable.Versioned(rule, seen + 1);
        });
    }

    private static void onlyOnce(Runnable insert) {
        try {
            insert.run();
        } catch (SqlFailure e) {
            throw e.duplicate() ? changed() : e;
        }
    }

    private static void demandSeen(int now, int seen) {
        if (now != seen) {
            throw changed().fact("version", now);
        }
    }

    private static ProblemException changed() {
        return ProblemException.of(409, "terms-changed", "刚被改动，请刷新 · Changed meanwhile, look again", null);
    }
}
