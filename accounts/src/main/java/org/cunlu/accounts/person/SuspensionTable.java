package org.cunlu.accounts.person;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_suspension}: each time an account was shut out, by the database's clock. */
@Singleton
class SuspensionTable {
    static final String REASON = "acc_suspension.reason";

    private final Sql sql;
    private final FieldCipher cipher;

    SuspensionTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** After the account's state was changed, so that the time is not before it. */
    void begin(String suspensionId, String accountId, @Nullable String reason, String by) {
        sql.change(
                "INSERT INTO acc_suspension (suspension_id, account_id, reason_sealed, suspended_by, suspended_at, open)"
                        + " VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP(3), 1)",
                suspensionId,
                accountId,
                reason == null ? null : cipher.seal(REASON, reason),
                by);
    }

    void end(String accountId, String by) {
        sql.change(
                "UPDATE acc_suspension SET reinstated_by = ?, reinstated_at = CURRENT_TIMESTAMP(3), open = NULL"
                        + " WHERE account_id = ? AND open = 1",
                by,
                accountId);
    }

    /** @return the newest first */
    List<SuspensionData.Known> of(String accountId) {
        return sql.list(
                "SELECT reason_sealed, suspended_at, reinstated_at FROM acc_suspension WHERE account_id = ?"
                        + " ORDER BY suspension_id DESC",
                row -> {
                    byte[] reason = row.bytes("reason_sealed");
                    return new SuspensionData.Known(
                            reason == null ? null : cipher.open(REASON, reason),
                            row.instant("suspended_at"),
                            row.instant("reinstated_at"));
                },
                accountId);
    }

    /** @return whether there was any suspension */
    boolean forgetReasons(String accountId) {
        return sql.change("UPDATE acc_suspension SET reason_sealed = NULL WHERE account_id = ?", accountId) > 0;
    }
}
