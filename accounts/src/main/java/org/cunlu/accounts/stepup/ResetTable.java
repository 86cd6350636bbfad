package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_factor_reset}. Of one account at most one is open. */
@Singleton
class ResetTable {
    record Reset(String resetId, String proposedBy, Instant expiresAt) {}

    private final Sql sql;

    ResetTable(Sql sql) {
        this.sql = sql;
    }

    /** What waited too long makes room. @return the one that waits; nobody decides it until this transaction has ended */
    Optional<Reset> open(String accountId, Instant now) {
        sql.change(
                "UPDATE acc_factor_reset SET open = NULL WHERE account_id = ? AND open = 1 AND expires_at <= ?",
                accountId,
                now);
        return sql.one(
                "SELECT reset_id, proposed_by, expires_at FROM acc_factor_reset WHERE account_id = ? AND open = 1 FOR UPDATE",
                row -> new Reset(row.string("reset_id"), row.string("proposed_by"), row.instant("expires_at")),
                accountId);
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when a rival was first */
    void propose(Reset reset, String accountId, Instant now) {
        sql.change(
                "INSERT INTO acc_factor_reset (reset_id, account_id, proposed_by, proposed_at, expires_at, open)"
                        + " VALUES (?, ?, ?, ?, ?, 1)",
                reset.resetId(),
                accountId,
                reset.proposedBy(),
                now,
                reset.expiresAt());
    }

    /** Of rivals one approves. @return whether this call did */
    boolean approve(String resetId, String by, Instant now) {
        return sql.change(
                        "UPDATE acc_factor_reset SET open = NULL, approved_by = ?, approved_at = ?"
                                + " WHERE reset_id = ? AND open = 1 AND expires_at > ?",
                        by,
                        now,
                        resetId,
                        now)
                == 1;
    }
}
