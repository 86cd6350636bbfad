package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.accounts.grants.ProposalTable.Proposal;
import org.cunlu.accounts.grants.ProposalTable.State;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.WallTime;

/** Powerful roles that wait for a second person; people stand here masked. */
@Singleton
class ProposalDocket implements Docket {
    private static final String UNKNOWN = "–";

    private final Proposals proposals;
    private final MaskedPeople people;
    private final WallTime time;

    ProposalDocket(Proposals proposals, MaskedPeople people, WallTime time) {
        this.proposals = proposals;
        this.people = people;
        this.time = time;
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public String kind() {
        return "grants";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        var page = proposals.waiting(operator.accountId(), Ids.isId(cursor) ? cursor : "", Page.limit(limit));
        return new Page<>(page.items().stream().map(this::matter).toList(), page.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Proposal one = proposals.one(operator.accountId(), id);
        return new Paper(
                matter(one),
                List.of(
                        Fact.text("phone", phone(one.accountId())),
                        Fact.moment("starts", one.dates().from()),
                        Fact.moment("ends", one.dates().until()),
                        Fact.text("maker", name(one.proposedBy()))),
                List.of(),
                List.of(),
                answers(operator, one));
    }

    private List<Answer> answers(Caller operator, Proposal one) {
        if (one.state() != State.OPEN || !one.expiresAt().isAfter(time.now())) {
            return List.of();
        }
        Answer no = new Answer("decline", true, false, false, Factor.NONE, null).signed(Proposals.DECLINE);
        if (operator.accountId().equals(one.proposedBy())) {
            return List.of(new Answer("take-back", true, false, false, Factor.NONE, null).signed(Proposals.DECLINE));
        }
        return new SecondPerson(one.proposedBy(), one.accountId()).mayBe(operator.accountId())
                ? List.of(Answer.plain("approve").signed(Proposals.APPROVE), no)
                : List.of(no);
    }

    private Matter matter(Proposal each) {
        return new Matter(
                each.proposalId(),
                name(each.accountId()),
                List.of(
                        Fact.code("role", each.grant().role()),
                        Fact.text("place", each.grant().scope().value()),
                        Fact.moment("open-until", each.expiresAt())));
    }

    private String name(String accountId) {
        return people.find(accountId).map(MaskedPeople.Masked::name).orElse(UNKNOWN);
    }

    private @Nullable String phone(String accountId) {
        return people.find(accountId).map(MaskedPeople.Masked::phone).orElse(null);
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> proposals.approve(operator.accountId(), id);
            case "decline", "take-back" -> proposals.decline(operator.accountId(), id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
