package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.RoleGiving;
import org.cunlu.accounts.grants.GiversRight.Right;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

/** One person gives or ends another's role, within his own right at that moment. */
@Singleton
class Giving implements RoleGiving {
    /** How giving ended. */
    sealed interface Outcome {
        record Given(String grantId) implements Outcome {}

        /** It takes a second person. */
        record Proposed(String proposalId) implements Outcome {}
    }

    /** Who is told nothing of people and places outside his scope. */
    static final String NOBODY = "unknown";

    private final GiversRight right;
    private final GrantBook book;
    private final GrantTable table;
    private final ProposalTable proposals;
    private final Refused refused;
    private final Transactions transactions;

    Giving(
            GiversRight right,
            GrantBook book,
            GrantTable table,
            ProposalTable proposals,
            Refused refused,
            Transactions transactions) {
        this.right = right;
        this.book = book;
        this.table = table;
        this.proposals = proposals;
        this.refused = refused;
        this.transactions = transactions;
    }

    /**
     * Repeating it changes nothing.
     * @param recipient null when there is no such account
     * @throws ProblemException 404 for what he may not give, and for what does not exist; 403 {@code grant-to-oneself}; 409
     *     {@code grant-circle}, {@code grant-stands}, {@code proposal-open}; 400 as {@link GiversRight#demand}
     */
    Outcome give(String giver, @Nullable String recipient, Grant grant, Dates dates) {
        String subject = recipient == null ? NOBODY : recipient;
        return refused.noted(
                giver,
                "accounts.grant",
                subject,
                () -> transactions.run(() -> given(giver, recipient, grant, dates, false)));
    }

    @Override
    public void give(String giver, String accountId, Grant grant) {
        transactions.require();
        if (given(giver, accountId, grant, Dates.FROM_NOW_ON, true) instanceof Outcome.Proposed) {
            throw new IllegalStateException(grant.role() + " takes two people");
        }
    }

    private Outcome given(String giver, @Nullable String recipient, Grant grant, Dates dates, boolean office) {
        right.hold(recipient == null ? new String[] {giver} : new String[] {giver, recipient});
        Right under = right.demand(giver, grant, dates, office);
        if (recipient == null) {
            throw ProblemException.notFound();
        }
        demandStranger(giver, recipient, under);
        if (WhoGives.rule(grant.role()).orElseThrow().twoPeople()) {
            return new Outcome.Proposed(proposals.propose(
                    recipient, grant, dates, giver, under.under().grantId()));
        }
        var giving = GrantTable.Giving.under(giver, under.under().grantId());
        return new Outcome.Given(book.put(recipient, grant, dates, under.path(), giving, giver));
    }

    /** Nobody gives to himself, nor back up the chain by which he got his own. */
    void demandStranger(String giver, String recipient, Right under) {
        if (giver.equals(recipient)) {
            throw toOneself();
        }
        if (right.above(recipient, under.under().grantId())) {
            throw circle();
        }
    }

    /** Ending what is ended changes nothing. @throws ProblemException 404, 403 {@code grant-to-oneself}, 409 {@code grant-circle} */
    void end(String giver, String grantId) {
        refused.noted(giver, "accounts.revoke", grantId, () -> transactions.run(() -> ended(giver, grantId)));
    }

    private Void ended(String giver, String grantId) {
        right.hold(giver);
        var row = table.find(grantId).orElseThrow(ProblemException::notFound);
        Right own = right.over(giver, row.held().grant(), row.scopePath()).orElseThrow(ProblemException::notFound);
        if (row.accountId().equals(giver)) {
            throw toOneself();
        }
        if (right.above(row.accountId(), own.under().grantId())) {
            throw circle();
        }
        table.lockStanding(own.under().grantId()).orElseThrow(ProblemException::notFound);
        table.lockStanding(grantId).ifPresent((HeldGrant held) -> book.end(row.accountId(), held, giver));
        return null;
    }

    static ProblemException toOneself() {
        return ProblemException.of(403, "grant-to-oneself", "不能给自己授权或撤权 · Not to oneself", null);
    }

    private static ProblemException circle() {
        return ProblemException.of(
                409, "grant-circle", "不能对授予您权限的人授权或撤权 · Not to those from whom you have your own role", null);
    }
}
