package org.cunlu.orders.commission;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.commission.RuleTable.Proposal;
import org.cunlu.orders.commission.RuleTable.State;

/** Sets of rules of commission that wait for a second person. */
@Singleton
class RuleDocket implements Docket {
    static final String AGREE = "orders.commission-rules.agree";
    static final String DECLINE = "orders.commission-rules.decline";
    private static final String VERSION = "[1-9][0-9]{0,8}";

    private final RuleKeeping keeping;

    RuleDocket(RuleKeeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public int place() {
        return 16;
    }

    @Override
    public String kind() {
        return "commission-rules";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        int before = cursor == null ? Integer.MAX_VALUE : version(cursor);
        Page<Proposal> all =
                Page.of(keeping.list(operator, before, size + 1), size, each -> String.valueOf(each.version()));
        return new Page<>(
                all.items().stream()
                        .filter(each -> each.state() == State.PROPOSED)
                        .map(RuleDocket::matter)
                        .toList(),
                all.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Proposal set = keeping.set(operator, version(id));
        return new Paper(
                matter(set),
                List.of(
                        Fact.text("maker", set.proposedBy()),
                        Fact.text("decider", set.decidedBy()),
                        Fact.text("follows", set.follows())),
                keeping.rules(set.version()).stream().map(RuleDocket::row).toList(),
                List.of(),
                set.state() == State.PROPOSED
                        ? List.of(
                                Answer.plain("approve").signed(AGREE),
                                new Answer("decline", true, false, false, Factor.NONE, null).signed(DECLINE))
                        : List.of());
    }

    private static List<Fact> row(Rule rule) {
        return List.of(
                Fact.text("category", rule.category()),
                Fact.text("seller", rule.seller()),
                Fact.code("trade", rule.trade()),
                Fact.text(
                        "share",
                        BigDecimal.valueOf(rule.shareBps(), 2)
                                        .stripTrailingZeros()
                                        .toPlainString() + "%"),
                Fact.fen("per-parcel", rule.perParcelFen()),
                Fact.fen("at-least", rule.floorFen()),
                Fact.fen("at-most", rule.capFen()),
                Fact.text("from", rule.from()),
                Fact.text("to-day", rule.until()));
    }

    private static Matter matter(Proposal set) {
        return new Matter(
                String.valueOf(set.version()),
                set.note(),
                List.of(
                        Fact.text("version", set.version()),
                        Fact.code("state", set.state()),
                        Fact.moment("since", set.proposedAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> keeping.decide(operator, version(id), State.AGREED);
            case "decline" -> keeping.decide(operator, version(id), State.DECLINED);
            default -> throw Docket.unknownAnswer();
        }
    }

    private static int version(String id) {
        if (!id.matches(VERSION)) {
            throw ProblemException.notFound();
        }
        return Integer.parseInt(id);
    }
}
