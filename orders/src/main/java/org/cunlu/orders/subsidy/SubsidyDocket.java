package org.cunlu.orders.subsidy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Subsidy programmes that wait for a second person; one that is open can be looked at by its id, and closed. */
@Singleton
class SubsidyDocket implements Docket {
    private final SubsidyKeeping keeping;

    SubsidyDocket(SubsidyKeeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public int place() {
        return 14;
    }

    @Override
    public String kind() {
        return "subsidies";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        Page<Programme> page =
                keeping.standing(operator, Programme.State.DRAFT, Ids.isId(cursor) ? cursor : null, Page.limit(limit));
        return new Page<>(page.items().stream().map(SubsidyDocket::matter).toList(), page.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Programme one = keeping.one(operator, id);
        return new Paper(
                matter(one),
                List.of(
                        Fact.text("fund", one.fundCode()),
                        Fact.text("category", String.join(" ", one.categories())),
                        Fact.text(
                                "help-share",
                                BigDecimal.valueOf(one.bps(), 2)
                                                .stripTrailingZeros()
                                                .toPlainString()
                                        + "%"),
                        Fact.fen("buyer-cap", one.buyerCapFen()),
                        Fact.fen("spent", one.takenFen())),
                List.of(),
                List.of(),
                answers(one.state()));
    }

    private static List<Answer> answers(Programme.State state) {
        var close = new Answer("close", true, false, false, Factor.NONE, null);
        return switch (state) {
            case DRAFT -> List.of(Answer.plain("approve").signed("orders.subsidy.open"), close);
            case OPEN -> List.of(close);
            case CLOSED -> List.of();
        };
    }

    private static Matter matter(Programme one) {
        return new Matter(
                one.programmeId(),
                one.name(),
                List.of(
                        Fact.fen("cap", one.capFen()),
                        Fact.code("state", one.state()),
                        Fact.moment("starts", one.validFrom()),
                        Fact.moment("ends", one.validUntil())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> keeping.open(operator, id);
            case "close" -> keeping.close(operator, id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
