package org.cunlu.accounts.privacy;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_erasure}: that somebody was forgotten, and what he was told. */
@Singleton
class ErasureTable {
    private final Sql sql;

    ErasureTable(Sql sql) {
        this.sql = sql;
    }

    void insert(String erasureId, String accountId, String askedBy, Instant at, String kept) {
        sql.change(
                "INSERT INTO acc_erasure (erasure_id, account_id, asked_by, erased_at, kept) VALUES (?, ?, ?, ?, ?)",
                erasureId,
                accountId,
                askedBy,
                at,
                kept);
    }
}
