package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** People who want to sell. */
@Singleton
class SellerDocket implements Docket {
    static final String APPROVE = "catalog.seller-approve";
    static final String DECLINE = "catalog.seller-decline";
    private static final int REASON_MAX = 500;

    private final Reviewing reviewing;

    SellerDocket(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public int place() {
        return 2;
    }

    @Override
    public String kind() {
        return "sellers";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<Matter> found = reviewing.waiting(operator, Ids.isId(cursor) ? cursor : "", size + 1).stream()
                .map(SellerDocket::matter)
                .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Applying.View view = reviewing.one(operator, id);
        Application asked = view.application();
        List<Answer> answers = asked.state() == Application.State.SUBMITTED
                ? List.of(
                        Answer.plain("approve").signed(APPROVE),
                        Answer.reasoned("decline", true).signed(DECLINE))
                : List.of();
        return new Paper(
                matter(asked),
                List.of(
                        Fact.text("home", asked.homeNode()),
                        Fact.code("food", asked.sellsFood() ? Yes.YES : Yes.NO),
                        Fact.text(
                                "missing",
                                String.join(
                                        "、",
                                        view.checklist().missing().stream()
                                                .map(SellerDocket::title)
                                                .toList())),
                        Fact.text("reason", asked.reason())),
                view.checklist().lines().stream().map(SellerDocket::row).toList(),
                List.of(),
                answers);
    }

    private static String title(Item item) {
        return item.chinese() + " · " + item.english();
    }

    private enum Yes {
        YES,
        NO
    }

    private static List<Fact> row(Checklist.Line line) {
        SellerItem paper = line.standing() == null ? line.latest() : line.standing();
        return List.of(
                Fact.text("paper", title(line.item())),
                Fact.code("required", line.required() ? Yes.YES : Yes.NO),
                Fact.code("verified", line.verified() ? Yes.YES : Yes.NO),
                Fact.code("state", paper == null ? null : paper.state()),
                Fact.text("until", paper == null ? null : paper.validUntil()));
    }

    private static Matter matter(Application each) {
        return new Matter(
                each.id(),
                each.name(),
                List.of(
                        Fact.code("kind", each.kind()),
                        Fact.text("code", each.sellerCode()),
                        Fact.code("state", each.state()),
                        Fact.moment("since", each.submittedAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> reviewing.approve(operator, id);
            case "decline" -> reviewing.decline(operator, id, word.why(REASON_MAX));
            default -> throw Docket.unknownAnswer();
        }
    }
}
