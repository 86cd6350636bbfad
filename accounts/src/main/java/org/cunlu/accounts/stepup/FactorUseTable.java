package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;

/** Rows of {@code acc_second_factor_use}: which code was used for which request. */
@Singleton
class FactorUseTable {
    private final Sql sql;
    private final BlindIndex index;

    FactorUseTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    boolean usedFor(String accountId, String code, byte[] request, Instant since) {
        return sql.one(
                        "SELECT act FROM acc_second_factor_use"
                                + " WHERE account_id = ? AND code_index = ? AND request_hash = ? AND used_at >= ?",
                        row -> row.string("act"),
                        accountId,
                        indexOf(accountId, code),
                        request,
                        since)
                .isPresent();
    }

    /** The same six digits come again by chance, years later: then the older use is forgotten. */
    void insert(String accountId, String code, byte[] request, String act, Instant now) {
        byte[] codeIndex = indexOf(accountId, code);
        sql.change("DELETE FROM acc_second_factor_use WHERE account_id = ? AND code_index = ?", accountId, codeIndex);
        sql.change(
                "INSERT INTO acc_second_factor_use (account_id, code_index, request_hash, act, used_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                accountId,
                codeIndex,
                request,
                act,
                now);
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return sql.change("DELETE FROM acc_second_factor_use WHERE used_at < ? LIMIT 1000", before);
    }

    private byte[] indexOf(String accountId, String code) {
        return index.of("acc_second_factor_use.code", accountId + " " + code);
    }
}
