package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.paying.Decision.State;

/** What somebody proposed about money that is held or refused, and somebody else decides. */
@Singleton
class DecisionDocket implements Docket {
    private final Deciding deciding;

    DecisionDocket(Deciding deciding) {
        this.deciding = deciding;
    }

    @Override
    public int place() {
        return 17;
    }

    @Override
    public String kind() {
        return "money-decisions";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<Matter> found = deciding.list(operator, State.OPEN, Ids.isId(cursor) ? cursor : "", size + 1).stream()
                .map(DecisionDocket::matter)
                .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Decision decision = deciding.one(operator, id);
        return new Paper(
                matter(decision),
                List.of(
                        Fact.code("state", decision.state()),
                        Fact.text("details", decision.reason()),
                        Fact.text("bank-reference", decision.bankReference()),
                        Fact.text("maker", decision.proposedBy()),
                        Fact.text("decider", decision.decidedBy())),
                List.of(),
                List.of(),
                decision.state() == State.OPEN
                        ? List.of(
                                Answer.plain("approve").signed(Deciding.APPROVE),
                                new Answer("decline", true, false, false, Factor.NONE, null))
                        : List.of());
    }

    private static Matter matter(Decision decision) {
        return new Matter(
                decision.decisionId(),
                decision.subject(),
                List.of(
                        Fact.code("about", decision.about()),
                        new Fact("choice", Form.CODE, "MONEY_" + decision.choice()),
                        Fact.moment("since", decision.proposedAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> deciding.approve(operator, id);
            case "decline" -> deciding.decline(operator, id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
