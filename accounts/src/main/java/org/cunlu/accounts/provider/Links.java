package org.cunlu.accounts.provider;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Ties identities to accounts, and unties them. What a provider says of phone or mail counts for nothing: whose account it
 * is, is proved by a code to the phone.
 */
@Singleton
class Links {
    private static final String LINK = "accounts.identity-link";
    private static final String UNLINK = "accounts.identity-unlink";

    private final VisitTable visits;
    private final IdentityTable identities;
    private final Codes codes;
    private final OwnerProof proofs;
    private final Consents consents;
    private final Credentials credentials;
    private final Accounts accounts;
    private final AccountLives lives;
    private final Sessions sessions;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final WallTime time;

    Links(
            VisitTable visits,
            IdentityTable identities,
            Codes codes,
            OwnerProof proofs,
            Consents consents,
            Credentials credentials,
            Accounts accounts,
            AccountLives lives,
            Sessions sessions,
            Notices notices,
            Transactions transactions,
            Trail trail,
            Ids ids,
            WallTime time) {
        this.visits = visits;
        this.identities = identities;
        this.codes = codes;
        this.proofs = proofs;
        this.consents = consents;
        this.credentials = credentials;
        this.accounts = accounts;
        this.lives = lives;
        this.sessions = sessions;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.time = time;
    }

    /**
     * To the account of the phone that the code proves, or to a new one.
     * @param name of a person without an account; null when he has one
     * @param serviceVersion of the text that a person without an account was shown; null for the one that holds now
     * @throws ProblemException 400 {@code link-ticket-over}, {@code code-wrong}, {@code name-needed}, {@code phone-invalid};
     *     403 {@code account-suspended}; 409 {@code identity-taken}, {@code consent-outdated}; 503 {@code consent-text-missing}
     */
    Tokens link(
            Unguessable ticket,
            String writtenPhone,
            String code,
            @Nullable String name,
            @Nullable Integer serviceVersion,
            Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        Instant now = time.now();
        // Looked at first: nobody guesses codes here without a ticket.
        var waiting = transactions.read(() -> visits.waiting(ticket, now)).orElseThrow(Links::ticketOver);
        Codes.Proof proof = codes.prove(phone, Codes.Purpose.LINK, code, origin);
        try {
            return transactions.run(() -> {
                if (!visits.spend(waiting.visitId())) {
                    throw ticketOver();
                }
                codes.spend(proof);
                String accountId = accountOf(phone, name, serviceVersion);
                identities.link(ids.next(), accountId, waiting.provider(), waiting.subject(), time.now());
                notices.tell(accountId, phone, Notices.Kind.IDENTITY_LINKED, Map.of("provider", waiting.provider()));
                trail.record(accountId, LINK, accountId, null, waiting.provider());
                return sessions.open(accountId, origin, Sessions.Way.PROVIDER);
            });
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw taken();
            }
            throw e;
        }
    }

    List<IdentityTable.Linked> of(String accountId) {
        return transactions.read(() -> identities.of(accountId));
    }

    /**
     * All other sessions end: one of them may have come in that way.
     * @param sessionId of the one that asks, which goes on
     * @throws ProblemException 404 for what is not his; 409 {@code last-way-in}; as {@link OwnerProof#judge}
     */
    void unlink(
            String accountId, @Nullable String sessionId, String identityId, OwnerProof.Given given, Origin origin) {
        Runnable spend = proofs.judge(accountId, given, Codes.Purpose.UNLINK, UNLINK, identityId, origin);
        transactions.run(() -> {
            // Holds the account, so that two at once do not each leave the other's.
            if (!credentials.holdActive(accountId)) {
                throw ProblemException.notFound();
            }
            List<IdentityTable.Linked> own = identities.locked(accountId);
            IdentityTable.Linked one = own.stream()
                    .filter(linked -> linked.identityId().equals(identityId))
                    .findFirst()
                    .orElseThrow(ProblemException::notFound);
            boolean byPhone = accounts.person(accountId)
                    .filter(person -> person.phone() != null)
                    .isPresent();
            if (!byPhone && own.size() == 1) {
                throw ProblemException.of(409, "last-way-in", "这是唯一的登录方式 · It is the only way in", null);
            }
            spend.run();
            identities.unlink(identityId);
            sessions.endAll(accountId, sessionId, Sessions.End.UNLINKED);
            trail.record(accountId, UNLINK, accountId, one.provider(), null);
            notices.tell(accountId, Notices.Kind.IDENTITY_UNLINKED, Map.of("provider", one.provider()));
        });
    }

    private String accountOf(MobileNumber phone, @Nullable String name, @Nullable Integer serviceVersion) {
        var known = credentials.of(phone);
        if (known.isPresent()) {
            if (known.get().state() != AccountState.ACTIVE
                    || !credentials.holdActive(known.get().accountId())) {
                throw Visits.suspended();
            }
            return known.get().accountId();
        }
        if (name == null || name.isBlank()) {
            throw ProblemException.invalid("name", "name-needed", "请填写姓名 · Give your name");
        }
        String accountId = lives.openWithoutPhone(name);
        credentials.setPhone(accountId, phone);
        consents.giveAtSignUp(accountId, serviceVersion);
        return accountId;
    }

    private static ProblemException ticketOver() {
        return ProblemException.of(400, "link-ticket-over", "已过期，请重新登录 · Over, start signing in again", null)
                .field("ticket");
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "identity-taken",
                "该登录方式已绑定，或您已绑定同类方式 · It is linked already, or you have linked another one there",
                null);
    }
}
