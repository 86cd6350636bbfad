package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions, keeps them going by exchanging refresh tokens, and ends them. */
@Singleton
class SessionBook implements Sessions {
    /** After this a person signs in again. */
    static final Duration SESSION_LIFE = Duration.ofDays(90);
    /** After this long away a person signs in again. */
    static final Duration REFRESH_LIFE = Duration.ofDays(30);
    /** The same for a browser. */
    static final Duration IDLE_LIFE = REFRESH_LIFE;
    /** Two pages of one browser may exchange the same token at once: the loser is refused, the family lives. */
    static final Duration RIVALRY = Duration.ofSeconds(5);

    /** So long an address is remembered as one from which its owner signs in. */
    private static final Duration FAMILIAR = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(SessionBook.class);

    /** How an exchange ended. */
    sealed interface Exchange {
        record Renewed(Tokens tokens) implements Exchange {}

        record Refused(Reason reason) implements Exchange {}

        enum Reason {
            UNKNOWN,
            EXPIRED,
            USED,
            SESSION_OVER,
            SUSPENDED
        }
    }

    private final SessionTable table;
    private final AccessTokens accessTokens;
    private final AuthorityFeed feed;
    private final Sightings sightings;
    private final Grants grants;
    private final Notices notices;
    private final Trail trail;
    private final BlindIndex index;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;

    SessionBook(
            SessionTable table,
            AccessTokens accessTokens,
            AuthorityFeed feed,
            Sightings sightings,
            Grants grants,
            Notices notices,
            Trail trail,
            BlindIndex index,
            Transactions transactions,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.accessTokens = accessTokens;
        this.feed = feed;
        this.sightings = sightings;
        this.grants = grants;
        this.notices = notices;
        this.trail = trail;
        this.index = index;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public boolean familiar(String accountId, Origin origin) {
        return transactions.read(() ->
                table.openedFrom(accountId, addressIndex(origin), time.now().minus(FAMILIAR)));
    }

    @Override
    public boolean ownDevice(String accountId, Origin origin) {
        byte[] device = deviceIndex(origin);
        return device != null
                && transactions.read(
                        () -> table.openedOn(accountId, device, time.now().minus(FAMILIAR)));
    }

    @Override
    public void endAll(String accountId, @Nullable String except, End why) {
        transactions.run(() -> {
            if (table.endAllOf(accountId, except, why, time.now()) > 0) {
                feed.changed(accountId);
            }
        });
    }

    @Override
    public Tokens open(String accountId, Origin origin, Way way) {
        Instant now = time.now();
        return transactions.run(() -> {
            holdActive(accountId);
            boolean worthTelling = worthTelling(accountId, origin, way);
            var opening = opening(accountId, origin, way, null, now);
            table.open(opening);
            Tokens tokens = issue(accountId, opening.sessionId(), now, opening.expiresAt());
            tell(accountId, worthTelling);
            noteOpened(opening.sessionId(), accountId, way);
            return tokens;
        });
    }

    /** Opens a session of a browser, which has a cookie and no tokens. */
    void openBrowser(String accountId, Origin origin, Way way, Unguessable cookie) {
        transactions.run(() -> {
            holdActive(accountId);
            boolean worthTelling = worthTelling(accountId, origin, way);
            var opening = opening(accountId, origin, way, cookie.hash(), time.now());
            table.open(opening);
            tell(accountId, worthTelling);
            noteOpened(opening.sessionId(), accountId, way);
        });
    }

    /** For whoever follows what happened: one line with ids only. */
    private static void noteOpened(String sessionId, String accountId, Way way) {
        LOG.info("session {} of account {} opened by {}", sessionId, accountId, way);
    }

    /**
     * Whether a sign-in comes from where its person was not before, and he does not know of it by a code on his phone; who
     * has a powerful role is told of any.
     */
    private boolean worthTelling(String accountId, Origin origin, Way way) {
        boolean known = origin.device() == null ? familiar(accountId, origin) : ownDevice(accountId, origin);
        return !known && (way == Way.PASSWORD || grants.powerful(accountId));
    }

    private void tell(String accountId, boolean worthTelling) {
        if (worthTelling) {
            notices.tell(accountId, Notices.Kind.NEW_DEVICE, Map.of());
        }
    }

    /** Whoever suspends the account ends the sessions that there are: none may be opened beside that. */
    private void holdActive(String accountId) {
        if (!table.holdActive(accountId)) {
            throw Refusal.ACCOUNT_SUSPENDED.problem();
        }
    }

    private SessionTable.Opening opening(
            String accountId, Origin origin, Way way, @Nullable byte[] cookieHash, Instant now) {
        return new SessionTable.Opening(
                ids.next(),
                accountId,
                addressIndex(origin),
                deviceIndex(origin),
                origin.agent(),
                way,
                cookieHash,
                now,
                now.plus(SESSION_LIFE));
    }

    /** @throws ProblemException 401 {@code refresh-token-invalid}, 403 {@code account-suspended} */
    Tokens refresh(String refreshToken) {
        return switch (exchange(new Unguessable(refreshToken))) {
            case Exchange.Renewed(Tokens tokens) -> tokens;
            case Exchange.Refused(Exchange.Reason reason) ->
                throw reason == Exchange.Reason.SUSPENDED
                        ? Refusal.ACCOUNT_SUSPENDED.problem()
                        : ProblemException.of(
                                        401,
                                        "refresh-token-invalid",
                                        "请重新登录 · Sign in again",
                                        "续期凭证已失效 · The refresh token is not good any more")
                                .field("refreshToken");
        };
    }

    private Exchange exchange(Unguessable token) {
        Instant now = time.now();
        return transactions.run(() -> table.use(token, now) ? renew(token, now) : refuse(token, now));
    }

    /** @return whether this is a session of the account; one that is over already stays as it is */
    boolean signOut(String accountId, String sessionId) {
        return transactions.run(() -> {
            boolean own = table.find(sessionId)
                    .filter(found -> found.accountId().equals(accountId))
                    .isPresent();
            if (own && table.end(sessionId, End.SIGNED_OUT, time.now())) {
                feed.changed(accountId);
            }
            return own;
        });
    }

    private byte[] deviceIndex(Origin origin) {
        return origin.device() == null ? null : index.of("acc_session.device", origin.device());
    }

    private byte[] addressIndex(Origin origin) {
        return index.of("acc_session.address", origin.address());
    }

    private Exchange renew(Unguessable token, Instant now) {
        var issued = table.issued(token).orElseThrow();
        var session = table.find(issued.sessionId());
        if (session.isEmpty() || session.get().over(now)) {
            return new Exchange.Refused(Exchange.Reason.SESSION_OVER);
        }
        if (session.get().accountState() != AccountState.ACTIVE) {
            return new Exchange.Refused(Exchange.Reason.SUSPENDED);
        }
        sightings.note(session.get().sessionId());
        return new Exchange.Renewed(issue(
                session.get().accountId(),
                session.get().sessionId(),
                now,
                session.get().endsAt()));
    }

    private Exchange refuse(Unguessable token, Instant now) {
        var issued = table.issued(token);
        if (issued.isEmpty()) {
            return new Exchange.Refused(Exchange.Reason.UNKNOWN);
        }
        Instant usedAt = issued.get().usedAt();
        if (usedAt == null) {
            return new Exchange.Refused(Exchange.Reason.EXPIRED);
        }
        // A token that comes back later was stolen, from the one who used it first or by him; we cannot tell which.
        if (now.isAfter(usedAt.plus(RIVALRY))) {
            table.find(issued.get().sessionId()).ifPresent(session -> endStolen(session, now));
        }
        return new Exchange.Refused(Exchange.Reason.USED);
    }

    private void endStolen(SessionTable.Session session, Instant now) {
        if (table.end(session.sessionId(), End.TOKEN_REUSED, now)) {
            trail.record(
                    "system", "accounts.session-revoked", session.accountId(), session.sessionId(), "TOKEN_REUSED");
            feed.changed(session.accountId());
            LOG.warn("refresh token used twice, session {} ended", session.sessionId());
        }
    }

    private Tokens issue(String accountId, String sessionId, Instant now, Instant sessionEndsAt) {
        Unguessable refresh = Unguessable.next();
        Instant expiresAt = now.plus(REFRESH_LIFE);
        table.issue(refresh, sessionId, now, expiresAt.isBefore(sessionEndsAt) ? expiresAt : sessionEndsAt);
        return new Tokens(
                accountId, accessTokens.make(accountId, sessionId, now), refresh.text(), AccessTokens.LIFE.toSeconds());
    }
}
