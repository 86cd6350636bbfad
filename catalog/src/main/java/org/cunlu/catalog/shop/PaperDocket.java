package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.docket.Scan;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Papers that sellers handed in. */
@Singleton
class PaperDocket implements Docket {
    private static final int REASON_MAX = 500;

    private final ReviewingItems reviewing;

    PaperDocket(ReviewingItems reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public int place() {
        return 3;
    }

    @Override
    public String kind() {
        return "papers";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<Matter> found = reviewing.waiting(operator, Ids.isId(cursor) ? cursor : "", size + 1).stream()
                .map(PaperDocket::matter)
                .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        SellerItem item = reviewing.one(operator, id);
        boolean there = reviewing.hasPaper(item);
        List<Answer> answers = item.state() == SellerItem.State.SUBMITTED
                ? List.of(
                        Answer.plain("approve").signed(ReviewingItems.APPROVE),
                        Answer.reasoned("decline", true).signed(ReviewingItems.DECLINE))
                : List.of();
        return new Paper(
                matter(item),
                List.of(
                        Fact.text("number", item.number()),
                        Fact.text("from", item.validFrom()),
                        item.item().personal() ? Fact.look("scan", there) : Fact.scan("scan", there),
                        Fact.text("reason", item.reason())),
                List.of(),
                List.of(),
                answers);
    }

    @Override
    public Scan scan(Caller operator, String id, @Nullable String why) {
        org.cunlu.kernel.media.Paper file = reviewing.paper(operator, id, why);
        return new Scan(file.mediaType(), file.sha256(), file.content());
    }

    private static Matter matter(SellerItem item) {
        return new Matter(
                item.id(),
                item.sellerCode(),
                List.of(
                        Fact.text(
                                "paper",
                                item.item().chinese() + " · " + item.item().english()),
                        Fact.code("state", item.state()),
                        Fact.text("until", item.validUntil()),
                        Fact.moment("since", item.submittedAt())));
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
