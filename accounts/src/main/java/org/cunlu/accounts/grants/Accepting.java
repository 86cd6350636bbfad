package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.Invitations;
import org.cunlu.accounts.grants.GiversRight.Right;
import org.cunlu.accounts.grants.InvitationTable.Invitation;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;

/**
 * Takes up a role by the code or the token of an invitation. A wrong one, a used, expired or withdrawn one, and one whose
 * giver may not give the role any more, all get the same answer.
 */
@Singleton
class Accepting implements Invitations {
    /** As {@link Offering} writes 128 bits. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final InvitationTable table;
    private final GiversRight right;
    private final Giving giving;
    private final GrantBook book;
    private final Refused refused;
    private final Limits limits;
    private final InvitationSettings settings;
    private final Transactions transactions;
    private final WallTime time;

    Accepting(
            InvitationTable table,
            GiversRight right,
            Giving giving,
            GrantBook book,
            Refused refused,
            Limits limits,
            InvitationSettings settings,
            Transactions transactions,
            WallTime time) {
        this.table = table;
        this.right = right;
        this.giving = giving;
        this.book = book;
        this.refused = refused;
        this.limits = limits;
        this.settings = settings;
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public Accepted accept(String accountId, String address, String typed) {
        long wait = limits.secondsToWait(
                Map.of(settings.tryingByAccount(), accountId, settings.tryingByAddress(), address));
        return refused.noted(accountId, "accounts.invite.accept", accountId, () -> {
            if (wait > 0) {
                throw ProblemException.of(
                                429,
                                "too-many-guesses",
                                "尝试太频繁 · Too many attempts",
                                wait + " 秒后再试 · Try again after " + wait + " s")
                        .fact(ProblemException.RETRY_AFTER, wait);
            }
            Invitation taken = transactions.run(() -> accepted(accountId, typed));
            return new Accepted(taken.grant(), taken.until());
        });
    }

    private Invitation accepted(String accountId, String typed) {
        Invitation invitation = find(typed).orElseThrow(Accepting::wrong);
        if (accountId.equals(invitation.usedBy())) {
            return invitation;
        }
        if (!invitation.open() || !invitation.expiresAt().isAfter(time.now())) {
            throw wrong();
        }
        if (invitation.givenBy().equals(accountId)) {
            throw Giving.toOneself();
        }
        var dates = new Dates(null, invitation.until());
        Right givers = giversRight(invitation, accountId, dates);
        giving.demandStranger(invitation.givenBy(), accountId, givers);
        if (!table.use(invitation.invitationId(), accountId, time.now())) {
            throw wrong();
        }
        var by = new GrantTable.Giving(
                invitation.givenBy(), givers.under().grantId(), null, null, null, invitation.invitationId());
        book.put(accountId, invitation.grant(), dates, givers.path(), by, accountId);
        return invitation;
    }

    private Right giversRight(Invitation invitation, String accountId, Dates dates) {
        try {
            right.hold(invitation.givenBy(), accountId);
            return right.demand(invitation.givenBy(), invitation.grant(), dates);
        } catch (ProblemException e) {
            // What became of the giver is not for the invited to know.
            throw wrong();
        }
    }

    private Optional<Invitation> find(String typed) {
        String stripped = typed.strip();
        return TOKEN.matcher(stripped).matches()
                ? table.byToken(stripped)
                : HandCode.read(HandCode.plain(typed)).flatMap(table::byCode);
    }

    private static ProblemException wrong() {
        return ProblemException.invalid("code", "invitation-wrong", "邀请码无效 · The invitation is not good");
    }
}
