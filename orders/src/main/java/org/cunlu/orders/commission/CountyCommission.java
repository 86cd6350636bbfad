package org.cunlu.orders.commission;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CommissionDesk;
import org.cunlu.orders.commission.RuleTable.Proposal;

/** Sets of rules as the county's pages see them; what may be done is decided by {@link RuleKeeping}. */
@Singleton
class CountyCommission implements CommissionDesk {
    private final RuleKeeping keeping;
    private final Ordinary ordinary;

    CountyCommission(RuleKeeping keeping, Ordinary ordinary) {
        this.keeping = keeping;
        this.ordinary = ordinary;
    }

    @Override
    public InForce inForce(Caller operator) {
        var set = keeping.inForce(operator);
        return new InForce(set.version(), shown(set.rules()), ordinary.commission(), ordinary.tax());
    }

    @Override
    public Page<RuleSet> sets(Caller operator, @Nullable Integer before, int limit) {
        List<RuleSet> sets = keeping.list(operator, before == null ? Integer.MAX_VALUE : before, limit + 1).stream()
                .map(each -> shown(each, List.of()))
                .toList();
        return Page.of(sets, limit, each -> String.valueOf(each.version()));
    }

    @Override
    public RuleSet set(Caller operator, int version) {
        return shown(keeping.set(operator, version), keeping.rules(version));
    }

    @Override
    public RuleSet propose(Caller operator, int follows, List<Rule> rules, String note) {
        if (note.isBlank() || note.length() > NOTE_MAX) {
            throw ProblemException.invalid("note", "note-missing", "请说明改了什么、为什么 · Say what changes, and why");
        }
        if (rules.size() > RULES_MAX) {
            throw ProblemException.of(400, "too-many-rules", "规则太多 · Too many rules", null);
        }
        var checked = rules.stream().map(CountyCommission::checked).toList();
        return shown(keeping.propose(operator, follows, checked, note), checked);
    }

    private static org.cunlu.orders.commission.Rule checked(Rule rule) {
        return org.cunlu.orders.commission.Rule.proposed(
                rule.category(),
                rule.seller(),
                rule.trade(),
                rule.shareBps(),
                rule.perParcelFen(),
                rule.floorFen(),
                rule.capFen(),
                rule.from(),
                rule.until());
    }

    private static RuleSet shown(Proposal set, List<org.cunlu.orders.commission.Rule> rules) {
        return new RuleSet(
                set.version(),
                set.follows(),
                State.valueOf(set.state().name()),
                set.note(),
                set.proposedBy(),
                set.proposedAt(),
                set.decidedBy(),
                set.decidedAt(),
                shown(rules));
    }

    private static List<Rule> shown(List<org.cunlu.orders.commission.Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(
                        rule.category(),
                        rule.seller(),
                        rule.trade(),
                        rule.shareBps(),
                        rule.perParcelFen(),
                        rule.floorFen(),
                        rule.capFen(),
                        rule.from(),
                        rule.until()))
                .toList();
    }
}
