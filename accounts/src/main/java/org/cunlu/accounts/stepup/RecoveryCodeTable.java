package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.HandCode;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;

/** Rows of {@code acc_recovery_code}: keyed hashes, as the codes themselves are shown once and not kept. */
@Singleton
class RecoveryCodeTable {
    private final Sql sql;
    private final BlindIndex index;

    RecoveryCodeTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    void replace(String accountId, List<HandCode> codes, Instant now) {
        removeAll(accountId);
        sql.insertMany(
                "INSERT INTO acc_recovery_code (account_id, code_index, made_at)",
                codes.stream()
                        .map(code -> new Object[] {accountId, indexOf(accountId, code), now})
                        .toList());
    }

    /** @return whether this call used it */
    boolean use(String accountId, HandCode code, Instant now) {
        return sql.change(
                        "UPDATE acc_recovery_code SET used_at = ?"
                                + " WHERE account_id = ? AND code_index = ? AND used_at IS NULL",
                        now,
                        accountId,
                        indexOf(accountId, code))
                == 1;
    }

    long left(String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM acc_recovery_code WHERE account_id = ? AND used_at IS NULL",
                        row -> row.number("n"),
                        accountId)
                .orElse(0L);
    }

    void removeAll(String accountId) {
        sql.change("DELETE FROM acc_recovery_code WHERE account_id = ?", accountId);
    }

    private byte[] indexOf(String accountId, HandCode code) {
        return index.of("acc_recovery_code.code", accountId + " " + code.text());
    }
}
