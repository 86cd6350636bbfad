package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_totp}: one for each account that enrols. */
@Singleton
class TotpTable {
    static final String SECRET = "acc_totp.secret";

    /** @param confirmedAt null while it is only begun */
    record Factor(TotpSecret secret, long lastStep, Instant begunAt, Instant confirmedAt) {
        boolean confirmed() {
            return confirmedAt != null;
        }
    }

    private final Sql sql;
    private final FieldCipher cipher;

    TotpTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    Optional<Factor> find(String accountId) {
        return sql.one(
                "SELECT secret_sealed, last_step, begun_at, confirmed_at FROM acc_totp WHERE account_id = ?",
                row -> new Factor(
                        new TotpSecret(cipher.open(SECRET, row.bytes("secret_sealed"))),
                        row.number("last_step"),
                        row.instant("begun_at"),
                        row.instant("confirmed_at")),
                accountId);
    }

    /** @return whether there is a confirmed one; without opening it */
    boolean confirmed(String accountId) {
        return sql.one(
                        "SELECT account_id FROM acc_totp WHERE account_id = ? AND confirmed_at IS NOT NULL",
                        row -> row.string("account_id"),
                        accountId)
                .isPresent();
    }

    /**
     * In place of what was begun before.
     * @return false when a confirmed one is there
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when a rival began at the same moment
     */
    boolean begin(String accountId, TotpSecret secret, Instant now) {
        int replaced = sql.change(
                "UPDATE acc_totp SET secret_sealed = ?, last_step = 0, begun_at = ?"
                        + " WHERE account_id = ? AND confirmed_at IS NULL",
                cipher.seal(SECRET, secret.base32()),
                now,
                accountId);
        if (replaced == 1) {
            return true;
        }
        if (confirmed(accountId)) {
            return false;
        }
        sql.change(
                "INSERT INTO acc_totp (account_id, secret_sealed, last_step, begun_at) VALUES (?, ?, 0, ?)",
                accountId,
                cipher.seal(SECRET, secret.base32()),
                now);
        return true;
    }

    /** @return whether this call confirmed it */
    boolean confirm(String accountId, long step, Instant now) {
        return sql.change(
                        "UPDATE acc_totp SET confirmed_at = ?, last_step = ? WHERE account_id = ? AND confirmed_at IS NULL",
                        now,
                        step,
                        accountId)
                == 1;
    }

    /** Of rivals with the code of one step one wins. @return whether this call used it */
    boolean use(String accountId, long step) {
        return sql.change(
                        "UPDATE acc_totp SET last_step = ?"
                                + " WHERE account_id = ? AND last_step < ? AND confirmed_at IS NOT NULL",
                        step,
                        accountId,
                        step)
                == 1;
    }

    /** @return whether there was one */
    boolean remove(String accountId) {
        return sql.change("DELETE FROM acc_totp WHERE account_id = ?", accountId) == 1;
    }
}
