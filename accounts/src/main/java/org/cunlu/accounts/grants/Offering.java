package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.grants.InvitationTable.Invitation;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Makes and withdraws invitations. Code and token come from the request's own key, so that a retry shows the same ones. */
@Singleton
class Offering {
    /** @param token for a link; 128 bits */
    record Offer(Invitation invitation, HandCode code, String token) {}

    private static final String INVITE = "accounts.invite";

    private final InvitationTable table;
    private final GiversRight right;
    private final Refused refused;
    private final Limits limits;
    private final InvitationSettings settings;
    private final BlindIndex index;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final WallTime time;

    Offering(
            InvitationTable table,
            GiversRight right,
            Refused refused,
            Limits limits,
            InvitationSettings settings,
            BlindIndex index,
            Transactions transactions,
            Trail trail,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.right = right;
        this.refused = refused;
        this.limits = limits;
        this.settings = settings;
        this.index = index;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.time = time;
    }

    /**
     * @param key that the client gave this request; never to be given to another
     * @throws ProblemException as {@link Giving#give}; 400 {@code not-by-invitation} for powerful roles; 409
     *     {@code too-many-open}, {@code key-reused}; 429 {@code too-many-invitations}
     */
    Offer invite(String giver, String key, Grant grant, @Nullable Instant until) {
        return refused.noted(giver, INVITE, grant.role().name(), () -> {
            var dates = new Dates(null, until);
            HandCode code = HandCode.of(ByteBuffer.wrap(index.of("acc_invitation.new-code", giver + " " + key))
                    .getLong());
            Optional<Invitation> made = transactions.read(() -> table.byCode(code));
            String token = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(index.of("acc_invitation.new-token", giver + " " + key));
            if (made.isPresent()) {
                return again(made.get(), giver, grant, dates, code, token);
            }
            // Whether he may at all comes before what he has left.
            transactions.run(() -> allowed(giver, grant, dates));
            demandRoom(giver);
            return new Offer(transactions.run(() -> made(giver, grant, dates, code, token)), code, token);
        });
    }

    /** Withdrawing what is not open changes nothing. @throws ProblemException 404 for another's that he could not give */
    void withdraw(String caller, String invitationId) {
        refused.noted(
                caller,
                "accounts.invite.withdraw",
                invitationId,
                () -> transactions.run(() -> {
                    Invitation invitation = table.find(invitationId).orElseThrow(ProblemException::notFound);
                    if (!invitation.givenBy().equals(caller)
                            && right.over(caller, invitation.grant(), null).isEmpty()) {
                        throw ProblemException.notFound();
                    }
                    if (table.withdraw(invitationId, caller)) {
                        trail.record(
                                caller,
                                "accounts.invite.withdraw",
                                invitationId,
                                GrantBook.text(invitation.grant()),
                                null);
                    }
                    return null;
                }));
    }

    Page<Invitation> waiting(String giver, String after, int limit) {
        return Page.of(
                transactions.read(() -> table.waiting(giver, time.now(), after, limit + 1)),
                limit,
                Invitation::invitationId);
    }

    private Void allowed(String giver, Grant grant, Dates dates) {
        right.hold(giver);
        right.demand(giver, grant, dates);
        if (WhoGives.rule(grant.role()).orElseThrow().twoPeople()) {
            throw ProblemException.invalid(
                    "role", "not-by-invitation", "这个角色不能通过邀请授予 · This role is not given by invitation");
        }
        return null;
    }

    private Invitation made(String giver, Grant grant, Dates dates, HandCode code, String token) {
        allowed(giver, grant, dates);
        Instant now = time.now();
        if (table.open(giver, now) >= settings.openMax()) {
            throw ProblemException.of(
                    409,
                    "too-many-open",
                    "未使用的邀请太多 · Too many invitations are open",
                    "请先收回一些 · Withdraw some of the " + settings.openMax());
        }
        var invitation =
                new Invitation(ids.next(), grant, dates.until(), giver, now, now.plus(settings.life()), true, null);
        table.insert(invitation, code, token);
        trail.record(giver, INVITE, invitation.invitationId(), null, GrantBook.text(grant));
        return invitation;
    }

    private void demandRoom(String giver) {
        long wait = limits.secondsToWait(Map.of(settings.making(), giver));
        if (wait > 0) {
            throw ProblemException.of(
                            429,
                            "too-many-invitations",
                            "今天的邀请太多 · Too many invitations today",
                            wait + " 秒后再试 · Try again after " + wait + " s")
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    private static Offer again(Invitation made, String giver, Grant grant, Dates dates, HandCode code, String token) {
        boolean same = made.givenBy().equals(giver)
                && made.grant().equals(grant)
                && Objects.equals(made.until(), dates.until());
        if (!same) {
            throw ProblemException.of(409, "key-reused", "这个键已用于别的请求 · This key was used for another request", null);
        }
        return new Offer(made, code, token);
    }
}
