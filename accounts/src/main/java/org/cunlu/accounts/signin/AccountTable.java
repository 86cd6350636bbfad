package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_account}. Phone and name go in sealed and come out only through {@link #person}. */
@Singleton
class AccountTable {
    private static final String PHONE = "acc_account.phone";
    private static final String NAME = "acc_account.name";

    /**
     * What sign-in has to know.
     * @param familiar whether a session was opened from the same network address lately
     */
    record Candidate(String accountId, String passwordHash, State state, boolean familiar) {}

    record Person(MobileNumber phone, String name) {}

    enum State {
        ACTIVE,
        SUSPENDED
    }

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;

    AccountTable(Sql sql, FieldCipher cipher, BlindIndex index) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the phone has an account */
    void insert(String accountId, Person person, String passwordHash, Instant now) {
        sql.change(
                "INSERT INTO acc_account (account_id, phone_sealed, phone_index, name_sealed, password_hash, state, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                accountId,
                cipher.seal(PHONE, person.phone().e164()),
                phoneIndex(person.phone()),
                cipher.seal(NAME, person.name()),
                passwordHash,
                State.ACTIVE,
                now);
    }

    Optional<String> idByPhone(MobileNumber phone) {
        return sql.one(
                "SELECT account_id FROM acc_account WHERE phone_index = ?", row -> row.string("account_id"), (Object)
                        phoneIndex(phone));
    }

    /** @param familiarSince sessions opened from the address after this make it familiar */
    Optional<Candidate> candidate(MobileNumber phone, byte[] addressIndex, Instant familiarSince) {
        return sql.one(
                "SELECT a.account_id, a.password_hash, a.state, EXISTS (SELECT 1 FROM acc_session s"
                        + " WHERE s.account_id = a.account_id AND s.address_index = ? AND s.opened_at > ?) AS familiar"
                        + " FROM acc_account a WHERE a.phone_index = ?",
                row -> new Candidate(
                        row.string("account_id"), row.string("password_hash"), state(row), row.flag("familiar")),
                addressIndex,
                familiarSince,
                phoneIndex(phone));
    }

    Optional<Person> person(String accountId) {
        return sql.one(
                "SELECT phone_sealed, name_sealed FROM acc_account WHERE account_id = ?",
                row -> new Person(
                        new MobileNumber(cipher.open(PHONE, row.bytes("phone_sealed"))),
                        cipher.open(NAME, row.bytes("name_sealed"))),
                accountId);
    }

    Optional<State> state(String accountId) {
        return sql.one("SELECT state FROM acc_account WHERE account_id = ?", AccountTable::state, accountId);
    }

    /** @return whether it was in the expected state */
    boolean move(String accountId, State expected, State next) {
        return sql.change(
                        "UPDATE acc_account SET state = ? WHERE account_id = ? AND state = ?",
                        next,
                        accountId,
                        expected)
                == 1;
    }

    private byte[] phoneIndex(MobileNumber phone) {
        return index.of(PHONE, phone.e164());
    }

    private static State state(Row row) {
        return row.constant("state", State.class);
    }
}
