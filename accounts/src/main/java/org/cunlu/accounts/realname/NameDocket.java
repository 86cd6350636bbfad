package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Documents by which people say who they are. Name and number are opened one at a time, and the look is logged. */
@Singleton
class NameDocket implements Docket {
    private static final int REASON_MAX = 200;

    private final Reviewing reviewing;

    NameDocket(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public int place() {
        return 12;
    }

    @Override
    public String kind() {
        return "names";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<Matter> found = reviewing.pending(operator, Ids.isId(cursor) ? cursor : "", size + 1).stream()
                .map(NameDocket::matter)
                .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Verification one = reviewing.one(operator, id);
        return new Paper(
                matter(one),
                List.of(
                        Fact.text("until", one.validUntil()),
                        Fact.text("copy", one.fileReference()),
                        Fact.open("in-the-open")),
                List.of(),
                List.of(),
                List.of(
                        Answer.reasoned("approve", false).signed(Reviewing.ACT),
                        Answer.reasoned("decline", true).signed(Reviewing.ACT)));
    }

    private static Matter matter(Verification one) {
        return new Matter(
                one.verificationId(),
                new FullName(one.name()).masked(),
                List.of(
                        Fact.code("document", one.document().kind()),
                        Fact.text("number", one.document().masked()),
                        Fact.moment("since", one.handedInAt())));
    }

    @Override
    public List<Fact> open(Caller operator, String id, @Nullable String why) {
        Verification one = reviewing.open(operator, id, why == null ? "" : why.strip());
        return List.of(
                Fact.text("real-name", one.name()),
                Fact.text("real-number", one.document().number()));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> reviewing.decide(operator, id, State.APPROVED, word.why(REASON_MAX));
            case "decline" -> reviewing.decide(operator, id, State.DECLINED, word.why(REASON_MAX));
            default -> throw Docket.unknownAnswer();
        }
    }
}
