package org.cunlu.accounts.provider;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_identity}. One identity belongs to one account, and an account has one of each provider. */
@Singleton
class IdentityTable {
    /** @param told whether he wants to be told that way what can wait */
    record Linked(
            String identityId,
            String accountId,
            String provider,
            Instant linkedAt,
            Instant usedAt,
            boolean told,
            byte[] sealed) {
        @Override
        public String toString() {
            return "Linked[" + identityId + "]";
        }
    }

    private static final String COLUMNS =
            "SELECT identity_id, account_id, provider, linked_at, used_at, told, subject_sealed FROM acc_identity";

    private final Sql sql;

    IdentityTable(Sql sql) {
        this.sql = sql;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the identity is somebody's, or he has another there */
    void link(String identityId, String accountId, String provider, Subject.Kept subject, Instant now) {
        sql.change(
                "INSERT INTO acc_identity (identity_id, account_id, provider, subject_index, subject_sealed, linked_at,"
                        + " used_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                identityId,
                accountId,
                provider,
                subject.index(),
                subject.sealed(),
                now,
                now);
    }

    Optional<Linked> find(Subject.Kept subject) {
        return sql.one(COLUMNS + " WHERE subject_index = ?", IdentityTable::linked, (Object) subject.index());
    }

    List<Linked> of(String accountId) {
        return sql.list(COLUMNS + " WHERE account_id = ? ORDER BY identity_id", IdentityTable::linked, accountId);
    }

    /** The same, and rivals wait. */
    List<Linked> locked(String accountId) {
        return sql.list(
                COLUMNS + " WHERE account_id = ? ORDER BY identity_id FOR UPDATE", IdentityTable::linked, accountId);
    }

    void used(String identityId, Instant now) {
        sql.change("UPDATE acc_identity SET used_at = ? WHERE identity_id = ?", now, identityId);
    }

    void tell(String identityId, boolean told) {
        sql.change("UPDATE acc_identity SET told = ? WHERE identity_id = ?", told, identityId);
    }

    void unlink(String identityId) {
        sql.change("DELETE FROM acc_identity WHERE identity_id = ?", identityId);
    }

    void unlinkAll(String accountId) {
        sql.change("DELETE FROM acc_identity WHERE account_id = ?", accountId);
    }

    private static Linked linked(Row row) {
        return new Linked(
                row.string("identity_id"),
                row.string("account_id"),
                row.string("provider"),
                row.instant("linked_at"),
                row.instant("used_at"),
                row.flag("told"),
                row.bytes("subject_sealed"));
    }
}
