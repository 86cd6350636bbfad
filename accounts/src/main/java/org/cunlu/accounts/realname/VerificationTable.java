package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.realname.IdentityDocument.Kind;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_verification}. Of one account one is pending and one stands, and a document stands for one account. */
@Singleton
class VerificationTable {
    static final String NAME = "acc_verification.name";
    static final String NUMBER = "acc_verification.number";

    private static final String SELECT = "SELECT verification_id, account_id, county_code, document, name_sealed,"
            + " number_sealed, file_reference, valid_until, state, handed_in_at, decided_at, decided_by, reason"
            + " FROM acc_verification WHERE ";

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;

    VerificationTable(Sql sql, FieldCipher cipher, BlindIndex index) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the account has one pending */
    void insert(Verification handedIn) {
        sql.change(
                "INSERT INTO acc_verification (verification_id, account_id, county_code, document, name_sealed,"
                        + " number_sealed, number_index, file_reference, valid_until, state, pending, handed_in_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
                handedIn.verificationId(),
                handedIn.accountId(),
                handedIn.countyCode(),
                handedIn.document().kind(),
                cipher.seal(NAME, handedIn.name()),
                cipher.seal(NUMBER, handedIn.document().number()),
                numberIndex(handedIn.document()),
                handedIn.fileReference(),
                handedIn.validUntil(),
                State.PENDING,
                handedIn.handedInAt());
    }

    Optional<Verification> find(String verificationId) {
        return sql.one(SELECT + "verification_id = ?", this::verification, verificationId);
    }

    /** What was handed in last. */
    Optional<Verification> latest(String accountId) {
        return sql
                .list(SELECT + "account_id = ? ORDER BY verification_id DESC LIMIT 1", this::verification, accountId)
                .stream()
                .findFirst();
    }

    /** The newest first. */
    List<Verification> of(String accountId) {
        return sql.list(SELECT + "account_id = ? ORDER BY verification_id DESC", this::verification, accountId);
    }

    Optional<Verification> standing(String accountId) {
        return sql.one(SELECT + "account_id = ? AND standing = 1", this::verification, accountId);
    }

    /** @return the oldest first */
    List<Verification> pending(Collection<String> counties, String after, int limit) {
        if (counties.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(counties);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + "county_code IN (" + Sql.marks(counties.size())
                        + ") AND pending = 1 AND verification_id > ? ORDER BY verification_id LIMIT ?",
                this::verification,
                arguments.toArray());
    }

    /** @return whether the document stands for another account */
    boolean elsewhere(IdentityDocument document, String accountId) {
        return !sql.list(
                        "SELECT 1 AS n FROM acc_verification WHERE number_index = ? AND standing = 1 AND account_id <> ?",
                        row -> row.number("n"),
                        numberIndex(document),
                        accountId)
                .isEmpty();
    }

    void replacePending(String accountId) {
        sql.change(
                "UPDATE acc_verification SET state = ?, pending = NULL WHERE account_id = ? AND pending = 1",
                State.REPLACED,
                accountId);
    }

    void replaceStanding(String accountId) {
        sql.change(
                "UPDATE acc_verification SET state = ?, standing = NULL WHERE account_id = ? AND standing = 1",
                State.REPLACED,
                accountId);
    }

    /**
     * @return false when it was decided before
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when the document stands for another account
     */
    boolean decide(String verificationId, State to, Instant at, String by, @Nullable String reason) {
        return sql.change(
                        "UPDATE acc_verification SET state = ?, pending = NULL, standing = ?, decided_at = ?,"
                                + " decided_by = ?, reason = ? WHERE verification_id = ? AND pending = 1",
                        to,
                        to == State.APPROVED ? 1 : null,
                        at,
                        by,
                        reason,
                        verificationId)
                == 1;
    }

    /** @return standing ones whose last day is before this one */
    List<Verification> overdue(LocalDate today, int limit) {
        return sql.list(
                SELECT + "standing = 1 AND valid_until < ? ORDER BY valid_until LIMIT ?",
                this::verification,
                today,
                limit);
    }

    boolean expire(String verificationId) {
        return sql.change(
                        "UPDATE acc_verification SET state = ?, standing = NULL WHERE verification_id = ? AND standing = 1",
                        State.EXPIRED,
                        verificationId)
                == 1;
    }

    /** @return standing ones that end by then and whose owners were not reminded */
    List<Verification> ending(LocalDate by, int limit) {
        return sql.list(
                SELECT + "standing = 1 AND valid_until <= ? AND reminded_at IS NULL ORDER BY valid_until LIMIT ?",
                this::verification,
                by,
                limit);
    }

    boolean remind(String verificationId, Instant at) {
        return sql.change(
                        "UPDATE acc_verification SET reminded_at = ?"
                                + " WHERE verification_id = ? AND standing = 1 AND reminded_at IS NULL",
                        at,
                        verificationId)
                == 1;
    }

    /** That something was checked stays; what it was goes. */
    int erase(String accountId) {
        return sql.change(
                "UPDATE acc_verification SET name_sealed = NULL, number_sealed = NULL, number_index = NULL,"
                        + " file_reference = NULL, reason = NULL, pending = NULL, standing = NULL, state = ?"
                        + " WHERE account_id = ?",
                State.ERASED,
                accountId);
    }

    private byte[] numberIndex(IdentityDocument document) {
        return index.of(NUMBER, document.kind() + " " + document.number());
    }

    private Verification verification(Row row) {
        byte[] name = row.bytes("name_sealed");
        byte[] number = row.bytes("number_sealed");
        return new Verification(
                row.string("verification_id"),
                row.string("account_id"),
                row.string("county_code"),
                name == null ? null : cipher.open(NAME, name),
                number == null
                        ? null
                        : new IdentityDocument(row.constant("document", Kind.class), cipher.open(NUMBER, number)),
                row.string("file_reference"),
                row.date("valid_until"),
                row.constant("state", State.class),
                row.instant("handed_in_at"),
                row.instant("decided_at"),
                row.string("decided_by"),
                row.string("reason"));
    }
}
