package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.accounts.grants.GiversRight.Right;
import org.cunlu.accounts.grants.ProposalTable.Proposal;
import org.cunlu.accounts.grants.ProposalTable.State;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** Powerful roles take two people: one proposed, and another who could give the same approves or declines. */
@Singleton
class Proposals {
    static final String APPROVE = "accounts.grant.approve";
    static final String DECLINE = "accounts.grant.decline";

    private final ProposalTable table;
    private final GiversRight right;
    private final Giving giving;
    private final GrantBook book;
    private final GrantTable grants;
    private final Refused refused;
    private final Transactions transactions;

    Proposals(
            ProposalTable table,
            GiversRight right,
            Giving giving,
            GrantBook book,
            GrantTable grants,
            Refused refused,
            Transactions transactions) {
        this.table = table;
        this.right = right;
        this.giving = giving;
        this.book = book;
        this.grants = grants;
        this.refused = refused;
        this.transactions = transactions;
    }

    /**
     * All is looked at again, also the proposer's right. Repeating one's own approval changes nothing.
     * @return the grant's id
     * @throws ProblemException 404 for whoever could not give it himself; 403 {@code second-person-needed}; 409
     *     {@code proposal-decided}, {@code proposal-void}, {@code grant-circle}, {@code grant-stands}
     */
    String approve(String approver, String proposalId) {
        return refused.noted(
                approver, APPROVE, proposalId, () -> transactions.run(() -> approved(approver, proposalId)));
    }

    /** Whoever could approve may decline; the proposer withdraws. Repeating it changes nothing. */
    void decline(String decliner, String proposalId) {
        refused.noted(decliner, DECLINE, proposalId, () -> transactions.run(() -> declined(decliner, proposalId)));
    }

    /** @return those that wait within the caller's scope, oldest first */
    Page<Proposal> waiting(String caller, String after, int limit) {
        Set<Role> roles = right.gives(caller);
        roles.retainAll(WhoGives.powerful());
        return roles.isEmpty()
                ? new Page<>(List.of(), null)
                : Sieve.page(
                        after,
                        limit,
                        (from, many) -> table.open(roles, from, many),
                        Proposal::proposalId,
                        each -> right.over(caller, each.grant(), null).isPresent());
    }

    /** @throws ProblemException 404 for whoever could not give it himself */
    Proposal one(String caller, String proposalId) {
        return table.find(proposalId)
                .filter(each -> right.over(caller, each.grant(), null).isPresent())
                .orElseThrow(ProblemException::notFound);
    }

    private String approved(String approver, String proposalId) {
        Proposal proposal = table.find(proposalId).orElseThrow(ProblemException::notFound);
        right.hold(approver);
        if (right.over(approver, proposal.grant(), null).isEmpty()) {
            throw ProblemException.notFound();
        }
        new SecondPerson(proposal.proposedBy(), proposal.accountId()).demand(approver);
        holdThose(proposal);
        Right own = right.demand(approver, proposal.grant(), proposal.dates());
        giving.demandStranger(approver, proposal.accountId(), own);
        Right proposers = proposersRight(proposal);
        if (!table.decide(proposalId, State.APPROVED, approver)) {
            return grants.ofProposal(proposalId)
                    .filter(given -> mine(proposalId, State.APPROVED, approver))
                    .orElseThrow(Proposals::decidedAlready);
        }
        var by = new GrantTable.Giving(
                proposal.proposedBy(),
                proposers.under().grantId(),
                proposalId,
                approver,
                own.under().grantId(),
                null);
        return book.put(proposal.accountId(), proposal.grant(), proposal.dates(), own.path(), by, approver);
    }

    private Void declined(String decliner, String proposalId) {
        Proposal proposal = table.find(proposalId).orElseThrow(ProblemException::notFound);
        right.hold(decliner);
        if (right.over(decliner, proposal.grant(), null).isEmpty()) {
            throw ProblemException.notFound();
        }
        State next = decliner.equals(proposal.proposedBy()) ? State.WITHDRAWN : State.DECLINED;
        if (table.decide(proposalId, next, decliner)) {
            book.note(decliner, DECLINE, proposal.accountId(), proposal.grant(), next.name());
        } else if (!mine(proposalId, next, decliner)) {
            throw decidedAlready();
        }
        return null;
    }

    /** The proposer may have been suspended meanwhile, or the one it is for. */
    private void holdThose(Proposal proposal) {
        try {
            right.hold(proposal.proposedBy(), proposal.accountId());
        } catch (ProblemException e) {
            throw lapsed();
        }
    }

    private Right proposersRight(Proposal proposal) {
        try {
            Right proposers = right.demand(proposal.proposedBy(), proposal.grant(), proposal.dates());
            giving.demandStranger(proposal.proposedBy(), proposal.accountId(), proposers);
            return proposers;
        } catch (ProblemException e) {
            throw lapsed();
        }
    }

    private boolean mine(String proposalId, State state, String by) {
        return table.find(proposalId)
                .filter(now -> now.state() == state && Objects.equals(now.decidedBy(), by))
                .isPresent();
    }

    private static ProblemException lapsed() {
        return ProblemException.of(
                409,
                "proposal-void",
                "提议已失效 · The proposal is void",
                "提出人已无权授予 · Its proposer may not give this any more");
    }

    private static ProblemException decidedAlready() {
        return ProblemException.of(
                409, "proposal-decided", "提议已处理或已过期 · The proposal was decided or has expired", null);
    }
}
