package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;

/** Rows of {@code acc_merge}: claim codes as keyed hashes, and what became of them. */
@Singleton
class MergeTable {
    private static final String CODE = "acc_merge.code";

    private final Sql sql;
    private final BlindIndex index;

    MergeTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    /** @param into the account that used it; null while nobody has */
    record Claim(
            String mergeId,
            String accountId,
            boolean open,
            Instant expiresAt,
            @Nullable String into,
            @Nullable Instant usedAt) {}

    void insert(String mergeId, String accountId, ClaimCode code, String madeBy, Instant madeAt, Instant expiresAt) {
        sql.change(
                "INSERT INTO acc_merge (merge_id, account_id, code_index, made_by, made_at, expires_at, open)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1)",
                mergeId,
                accountId,
                index.of(CODE, code.text()),
                madeBy,
                madeAt,
                expiresAt);
    }

    /** Codes of a record that nobody has used are good no more. */
    void close(String accountId) {
        sql.change("UPDATE acc_merge SET open = NULL WHERE account_id = ? AND open = 1", accountId);
    }

    Optional<Claim> find(ClaimCode code) {
        return sql.one(
                "SELECT merge_id, account_id, open IS NOT NULL AS open, expires_at, into_account, used_at FROM acc_merge"
                        + " WHERE code_index = ?",
                MergeTable::claim,
                (Object) index.of(CODE, code.text()));
    }

    /** @return false when a rival was first, or its time is over */
    boolean use(String mergeId, String into, Instant at) {
        return sql.change(
                        "UPDATE acc_merge SET open = NULL, used_at = ?, into_account = ?"
                                + " WHERE merge_id = ? AND open = 1 AND expires_at > ?",
                        at,
                        into,
                        mergeId,
                        at)
                == 1;
    }

    void erase(Collection<String> accountIds) {
        sql.change(
                "DELETE FROM acc_merge WHERE open = 1 AND account_id IN (" + Sql.marks(accountIds.size()) + ")",
                accountIds.toArray());
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.string("merge_id"),
                row.string("account_id"),
                row.flag("open"),
                row.instant("expires_at"),
                row.string("into_account"),
                row.instant("used_at"));
    }
}
