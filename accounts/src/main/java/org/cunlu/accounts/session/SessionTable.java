package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.Unguessable;

/** Rows of {@code acc_session} and {@code acc_refresh_token}. A session and all tokens descending from it end together. */
@Singleton
class SessionTable {
    private static final String STANDING = "SELECT s.session_id, s.account_id, s.cookie_hash, s.expires_at, s.ended_at,"
            + " COALESCE(s.seen_at, s.opened_at) AS last_at, a.state FROM acc_session s"
            + " JOIN acc_account a ON a.account_id = s.account_id";

    /**
     * A session as it begins.
     * @param deviceIndex null when the client does not name its device
     * @param cookieHash null for a session of tokens
     */
    record Opening(
            String sessionId,
            String accountId,
            byte[] addressIndex,
            @Nullable byte[] deviceIndex,
            String agent,
            Sessions.Way way,
            @Nullable byte[] cookieHash,
            Instant at,
            Instant expiresAt) {}

    /**
     * @param browser whether it has a cookie in place of tokens
     * @param endsAt never later than this
     * @param seenAt last seen, some minutes exact
     * @param ended whether it was ended before its time
     */
    record Session(
            String sessionId,
            String accountId,
            boolean browser,
            Instant endsAt,
            Instant seenAt,
            boolean ended,
            AccountState accountState) {
        boolean over(Instant now) {
            // Tokens that are not used end by themselves.
            boolean idle = browser && !seenAt.plus(SessionBook.IDLE_LIFE).isAfter(now);
            return ended || idle || !endsAt.isAfter(now);
        }
    }

    /** Whom a cookie stands for. */
    record Bearer(String sessionId, String accountId) {}

    /** A session for the list of devices. */
    record Live(String sessionId, Sessions.Way way, String agent, Instant openedAt, Instant seenAt) {}

    /** @param usedAt null while it is good for an exchange */
    record Issued(String sessionId, Instant expiresAt, Instant usedAt) {}

    private final Sql sql;

    SessionTable(Sql sql) {
        this.sql = sql;
    }

    /** Holds the account as it is until the transaction ends: nobody suspends it meanwhile. @return whether it is active */
    boolean holdActive(String accountId) {
        return sql.one(
                        "SELECT state FROM acc_account WHERE account_id = ? FOR UPDATE",
                        row -> row.constant("state", AccountState.class),
                        accountId)
                .filter(AccountState.ACTIVE::equals)
                .isPresent();
    }

    void open(Opening opening) {
        sql.change(
                "INSERT INTO acc_session (session_id, account_id, address_index, device_index, agent, way,"
                        + " cookie_hash, opened_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                opening.sessionId(),
                opening.accountId(),
                opening.addressIndex(),
                opening.deviceIndex(),
                opening.agent(),
                opening.way(),
                opening.cookieHash(),
                opening.at(),
                opening.expiresAt());
    }

    Optional<Session> find(String sessionId) {
        return sql.one(STANDING + " WHERE s.session_id = ?", SessionTable::session, sessionId);
    }

    Optional<Bearer> bearer(Unguessable cookie) {
        return sql.one(
                "SELECT session_id, account_id FROM acc_session WHERE cookie_hash = ?",
                row -> new Bearer(row.string("session_id"), row.string("account_id")),
                (Object) cookie.hash());
    }

    /** @return those that are still of use, the newest first */
    List<Live> live(String accountId, Instant now) {
        return sql.list(
                "SELECT session_id, way, agent, opened_at, COALESCE(seen_at, opened_at) AS last_at FROM acc_session"
                        + " WHERE account_id = ? AND ended_at IS NULL AND expires_at > ?"
                        + " AND COALESCE(seen_at, opened_at) > ? ORDER BY opened_at DESC, session_id DESC LIMIT 200",
                row -> new Live(
                        row.string("session_id"),
                        row.constant("way", Sessions.Way.class),
                        row.string("agent"),
                        row.instant("opened_at"),
                        row.instant("last_at")),
                accountId,
                now,
                now.minus(SessionBook.IDLE_LIFE));
    }

    /** @param sessionIds not empty */
    void seen(List<String> sessionIds, Instant at) {
        sql.change(
                "UPDATE acc_session SET seen_at = ? WHERE session_id IN (" + Sql.marks(sessionIds.size())
                        + ") AND opened_at < ? AND (seen_at IS NULL OR seen_at < ?)",
                Stream.of(Stream.of(at), sessionIds.stream(), Stream.of(at, at))
                        .flatMap(part -> part)
                        .toArray());
    }

    private static Session session(Row row) {
        return new Session(
                row.string("session_id"),
                row.string("account_id"),
                row.bytes("cookie_hash") != null,
                row.instant("expires_at"),
                row.instant("last_at"),
                row.instant("ended_at") != null,
                row.constant("state", AccountState.class));
    }

    /** @return whether it was still open */
    boolean end(String sessionId, Sessions.End reason, Instant now) {
        return sql.change(
                        "UPDATE acc_session SET ended_at = ?, end_reason = ? WHERE session_id = ? AND ended_at IS NULL",
                        now,
                        reason,
                        sessionId)
                == 1;
    }

    /** @return how many were still open */
    int endAllOf(String accountId, @Nullable String except, Sessions.End reason, Instant now) {
        return sql.change(
                "UPDATE acc_session SET ended_at = ?, end_reason = ?"
                        + " WHERE account_id = ? AND ended_at IS NULL AND session_id <> ?",
                now,
                reason,
                accountId,
                except == null ? "" : except);
    }

    boolean openedFrom(String accountId, byte[] addressIndex, Instant since) {
        return sql.one(
                        "SELECT 1 AS yes FROM acc_session WHERE account_id = ? AND address_index = ? AND opened_at > ? LIMIT 1",
                        row -> row.integer("yes"),
                        accountId,
                        addressIndex,
                        since)
                .isPresent();
    }

    boolean openedOn(String accountId, byte[] deviceIndex, Instant since) {
        return sql.one(
                        "SELECT 1 AS yes FROM acc_session WHERE account_id = ? AND device_index = ? AND opened_at > ? LIMIT 1",
                        row -> row.integer("yes"),
                        accountId,
                        deviceIndex,
                        since)
                .isPresent();
    }

    void issue(Unguessable token, String sessionId, Instant now, Instant expiresAt) {
        sql.change(
                "INSERT INTO acc_refresh_token (token_hash, session_id, issued_at, expires_at) VALUES (?, ?, ?, ?)",
                token.hash(),
                sessionId,
                now,
                expiresAt);
    }

    /** @return whether this call was the one that used it */
    boolean use(Unguessable token, Instant now) {
        return sql.change(
                        "UPDATE acc_refresh_token SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
                        now,
                        token.hash(),
                        now)
                == 1;
    }

    Optional<Issued> issued(Unguessable token) {
        return sql.one(
                "SELECT session_id, expires_at, used_at FROM acc_refresh_token WHERE token_hash = ?",
                row -> new Issued(row.string("session_id"), row.instant("expires_at"), row.instant("used_at")),
                (Object) token.hash());
    }

    /** @return all that there are, also those that are over, the newest first */
    List<SessionData.Known> known(String accountId, int max) {
        return sql.list(
                "SELECT session_id, way, agent, opened_at, COALESCE(seen_at, opened_at) AS last_at, expires_at, ended_at,"
                        + " end_reason FROM acc_session WHERE account_id = ? ORDER BY opened_at DESC, session_id DESC"
                        + " LIMIT ?",
                row -> new SessionData.Known(
                        row.string("session_id"),
                        row.constant("way", Sessions.Way.class),
                        row.string("agent"),
                        row.instant("opened_at"),
                        row.instant("last_at"),
                        row.instant("expires_at"),
                        row.instant("ended_at"),
                        row.string("end_reason")),
                accountId,
                max);
    }

    /** Forgets from where and with what an account was signed in. */
    void forgetOrigins(String accountId) {
        sql.change(
                "UPDATE acc_session SET agent = '', device_index = NULL, address_index = ? WHERE account_id = ?",
                new byte[BlindIndex.BYTES],
                accountId);
    }

    /** Deletes sessions that were over before this, with their tokens. @return how many, at most 500 */
    int sweep(Instant before) {
        List<String> over = sql.list(
                "SELECT session_id FROM acc_session WHERE expires_at < ? ORDER BY session_id LIMIT 500",
                row -> row.string("session_id"),
                before);
        for (String sessionId : over) {
            sql.change("DELETE FROM acc_refresh_token WHERE session_id = ?", sessionId);
            sql.change("DELETE FROM acc_session WHERE session_id = ?", sessionId);
        }
        return over.size();
    }
}
