package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_second_factor_guess}: wrong codes, and until when no further one of the account is judged. */
@Singleton
class WrongCodeTable {
    private record Count(int wrong, Instant since, Instant blockedUntil) {}

    private final Sql sql;

    WrongCodeTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Makes the account's other guesses wait until this transaction ends, so that a hundred at once are judged one by one.
     * @return how long no guess is judged; empty when this one may be
     */
    Optional<Duration> lock(String accountId, Instant now) {
        sql.change(
                "INSERT INTO acc_second_factor_guess (account_id, wrong, since) VALUES (?, 0, ?)"
                        + " ON DUPLICATE KEY UPDATE wrong = wrong",
                accountId,
                now);
        return Optional.ofNullable(count(accountId).blockedUntil())
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until));
    }

    /** Within the lock. */
    void wrong(String accountId, Instant now, int wrongMax, Duration window, Duration block) {
        Count count = count(accountId);
        boolean forgotten = count.wrong() == 0 || !count.since().plus(window).isAfter(now);
        int wrong = forgotten ? 1 : count.wrong() + 1;
        boolean blocked = wrong >= wrongMax;
        sql.change(
                "UPDATE acc_second_factor_guess SET wrong = ?, since = ?, blocked_until = ? WHERE account_id = ?",
                blocked ? 0 : wrong,
                forgotten ? now : count.since(),
                blocked ? now.plus(block) : null,
                accountId);
    }

    /** Within the lock. */
    void right(String accountId) {
        sql.change(
                "UPDATE acc_second_factor_guess SET wrong = 0, blocked_until = NULL WHERE account_id = ?", accountId);
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return sql.change("DELETE FROM acc_second_factor_guess WHERE since < ? LIMIT 1000", before);
    }

    private Count count(String accountId) {
        return sql.one(
                        "SELECT wrong, since, blocked_until FROM acc_second_factor_guess WHERE account_id = ? FOR UPDATE",
                        row -> new Count(row.integer("wrong"), row.instant("since"), row.instant("blocked_until")),
                        accountId)
                .orElseThrow();
    }
}
