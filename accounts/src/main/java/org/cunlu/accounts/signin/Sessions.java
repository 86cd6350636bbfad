package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.BlindIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions, keeps them going by exchanging refresh tokens, and ends them. */
@Singleton
class Sessions {
    /** After this a person signs in again. */
    static final Duration SESSION_LIFE = Duration.ofDays(90);
    /** After this long away a person signs in again. */
    static final Duration REFRESH_LIFE = Duration.ofDays(30);
    /** Two pages of one browser may exchange the same token at once: the loser is refused, the family lives. */
    static final Duration RIVALRY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

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
    private final Standings standings;
    private final BlindIndex index;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;

    Sessions(
            SessionTable table,
            AccessTokens accessTokens,
            Standings standings,
            BlindIndex index,
            Transactions transactions,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.accessTokens = accessTokens;
        this.standings = standings;
        this.index = index;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
    }

    byte[] addressIndex(String address) {
        return index.of("acc_session.address", address);
    }

    Tokens open(String accountId, String address) {
        Instant now = time.now();
        String sessionId = ids.next();
        return transactions.run(() -> {
            table.open(sessionId, accountId, addressIndex(address), now, now.plus(SESSION_LIFE));
            return issue(accountId, sessionId, now, now.plus(SESSION_LIFE));
        });
    }

    Exchange exchange(RefreshToken token) {
        Instant now = time.now();
        Exchange exchange = transactions.run(() -> table.use(token, now) ? renew(token, now) : refuse(token, now));
        if (exchange instanceof Exchange.Refused(Exchange.Reason reason) && reason == Exchange.Reason.USED) {
            // It may just have ended a session that this instance still remembers as good.
            standings.forgetAll();
        }
        return exchange;
    }

    void signOut(String sessionId) {
        transactions.run(() -> table.end(sessionId, SessionTable.EndReason.SIGNED_OUT, time.now()));
        standings.forget(sessionId);
    }

    private Exchange renew(RefreshToken token, Instant now) {
        var issued = table.issued(token).orElseThrow();
        var session = table.find(issued.sessionId());
        if (session.isEmpty() || session.get().over(now)) {
            return new Exchange.Refused(Exchange.Reason.SESSION_OVER);
        }
        if (session.get().accountState() != AccountTable.State.ACTIVE) {
            return new Exchange.Refused(Exchange.Reason.SUSPENDED);
        }
        return new Exchange.Renewed(issue(
                session.get().accountId(),
                session.get().sessionId(),
                now,
                session.get().endsAt()));
    }

    private Exchange refuse(RefreshToken token, Instant now) {
        var issued = table.issued(token);
        if (issued.isEmpty()) {
            return new Exchange.Refused(Exchange.Reason.UNKNOWN);
        }
        Instant usedAt = issued.get().usedAt();
        if (usedAt == null) {
            return new Exchange.Refused(Exchange.Reason.EXPIRED);
        }
        // A token that comes back later was stolen, from the one who used it first or by him; we cannot tell which.
        boolean stolen = now.isAfter(usedAt.plus(RIVALRY));
        if (stolen && table.end(issued.get().sessionId(), SessionTable.EndReason.TOKEN_REUSED, now)) {
            LOG.warn("refresh token used twice, session {} ended", issued.get().sessionId());
        }
        return new Exchange.Refused(Exchange.Reason.USED);
    }

    private Tokens issue(String accountId, String sessionId, Instant now, Instant sessionEndsAt) {
        RefreshToken refresh = RefreshToken.next();
        Instant expiresAt = now.plus(REFRESH_LIFE);
        table.issue(refresh, sessionId, now, expiresAt.isBefore(sessionEndsAt) ? expiresAt : sessionEndsAt);
        return new Tokens(
                accountId, accessTokens.make(accountId, sessionId, now), refresh.text(), AccessTokens.LIFE.toSeconds());
    }
}
