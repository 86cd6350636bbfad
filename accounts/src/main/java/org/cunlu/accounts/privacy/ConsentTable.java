package org.cunlu.accounts.privacy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Consents.Agreement;
import org.cunlu.accounts.Consents.Way;
import org.cunlu.accounts.Purposes.Consent;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_consent}. What was agreed to stays, also when it is withdrawn or replaced. */
@Singleton
class ConsentTable {
    static final String REFERENCE = "acc_consent.reference";

    private final Sql sql;
    private final FieldCipher cipher;

    ConsentTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when one stands for the purpose */
    void insert(String consentId, String accountId, String purpose, int version, Agreement agreement, Instant at) {
        sql.change(
                "INSERT INTO acc_consent (consent_id, account_id, purpose, version, way, given_on, recorded_at, given_by,"
                        + " taken_by, reference_sealed, standing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                consentId,
                accountId,
                purpose,
                version,
                agreement.way(),
                agreement.on(),
                at,
                agreement.givenBy(),
                agreement.takenBy(),
                agreement.reference() == null ? null : cipher.seal(REFERENCE, agreement.reference()));
    }

    /** @return the version that the person agreed to and did not withdraw */
    Optional<Integer> version(String accountId, String purpose) {
        return sql.one(
                "SELECT version FROM acc_consent WHERE account_id = ? AND purpose = ? AND standing = 1",
                row -> row.integer("version"),
                accountId,
                purpose);
    }

    /** An older version's makes room for a newer one's. */
    void replace(String accountId, String purpose, int newer) {
        sql.change(
                "UPDATE acc_consent SET standing = NULL"
                        + " WHERE account_id = ? AND purpose = ? AND standing = 1 AND version < ?",
                accountId,
                purpose,
                newer);
    }

    /** @return whether one stood */
    boolean withdraw(String accountId, String purpose, Instant at, String by) {
        return sql.change(
                        "UPDATE acc_consent SET standing = NULL, withdrawn_at = ?, withdrawn_by = ?"
                                + " WHERE account_id = ? AND purpose = ? AND standing = 1",
                        at,
                        by,
                        accountId,
                        purpose)
                == 1;
    }

    /** The oldest first. */
    List<Consent> of(Collection<String> accountIds) {
        return sql.list(
                "SELECT consent_id, purpose, version, way, given_on, recorded_at, given_by, taken_by, reference_sealed,"
                        + " standing IS NOT NULL AS stands, withdrawn_at FROM acc_consent WHERE account_id IN ("
                        + Sql.marks(accountIds.size()) + ") ORDER BY consent_id",
                this::consent,
                accountIds.toArray());
    }

    /** All end; that they were given stays, without what was noted of the paper. */
    void forget(String accountId, Instant at) {
        sql.change(
                "UPDATE acc_consent SET reference_sealed = NULL,"
                        + " withdrawn_at = CASE WHEN standing = 1 THEN ? ELSE withdrawn_at END,"
                        + " withdrawn_by = CASE WHEN standing = 1 THEN account_id ELSE withdrawn_by END"
                        + " WHERE account_id = ?",
                at,
                accountId);
        sql.change("UPDATE acc_consent SET standing = NULL WHERE account_id = ?", accountId);
    }

    private Consent consent(Row row) {
        byte[] reference = row.bytes("reference_sealed");
        return new Consent(
                row.string("consent_id"),
                row.string("purpose"),
                row.integer("version"),
                row.constant("way", Way.class),
                row.date("given_on"),
                row.instant("recorded_at"),
                row.string("given_by"),
                row.string("taken_by"),
                reference == null ? null : cipher.open(REFERENCE, reference),
                row.flag("stands"),
                row.instant("withdrawn_at"));
    }
}
