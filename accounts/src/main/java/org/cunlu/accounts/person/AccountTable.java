package org.cunlu.accounts.person;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.accounts.AccountLives.Life;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Credentials.Credential;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Person;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_account}. Phone and name go in sealed and come out only through {@link #person}. */
@Singleton
class AccountTable {
    static final String PHONE = "acc_account.phone";
    static final String PHONE_TAIL = "acc_account.phone-tail";
    static final String NAME = "acc_account.name";

    private static final String CREDENTIAL = "SELECT account_id, password_hash, state FROM acc_account";

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final String county;

    AccountTable(Sql sql, FieldCipher cipher, BlindIndex index, @Value("${cunlu.county.code}") String county) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
        this.county = county;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the phone has an account */
    void insert(String accountId, Person person, String passwordHash, Instant now) {
        sql.change(
                "INSERT INTO acc_account (account_id, phone_sealed, phone_index, phone_tail_index, name_sealed, name_index,"
                        + " password_hash, state, created_at, county_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                accountId,
                cipher.seal(PHONE, person.phone().e164()),
                phoneIndex(person.phone()),
                index.of(PHONE_TAIL, person.phone().lastFour()),
                cipher.seal(NAME, person.name()),
                nameIndex(person.name()),
                passwordHash,
                AccountState.ACTIVE,
                now,
                county);
    }

    Optional<String> idByPhone(MobileNumber phone) {
        return sql.one(
                "SELECT account_id FROM acc_account WHERE phone_index = ?", row -> row.string("account_id"), (Object)
                        phoneIndex(phone));
    }

    Optional<Credential> credential(MobileNumber phone) {
        return sql.one(CREDENTIAL + " WHERE phone_index = ?", AccountTable::credential, (Object) phoneIndex(phone));
    }

    Optional<Credential> credential(String accountId) {
        return sql.one(CREDENTIAL + " WHERE account_id = ?", AccountTable::credential, accountId);
    }

    void setPassword(String accountId, String passwordHash) {
        sql.change("UPDATE acc_account SET password_hash = ? WHERE account_id = ?", passwordHash, accountId);
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the phone has an account */
    void setPhone(String accountId, MobileNumber phone) {
        sql.change(
                "UPDATE acc_account SET phone_sealed = ?, phone_index = ?, phone_tail_index = ? WHERE account_id = ?",
                cipher.seal(PHONE, phone.e164()),
                phoneIndex(phone),
                index.of(PHONE_TAIL, phone.lastFour()),
                accountId);
    }

    Optional<Person> person(String accountId) {
        return sql.one(
                "SELECT phone_sealed, name_sealed FROM acc_account WHERE account_id = ?", this::person, accountId);
    }

    Optional<AccountState> state(String accountId) {
        return sql.one("SELECT state FROM acc_account WHERE account_id = ?", AccountTable::state, accountId);
    }

    /** Locks the row until the transaction ends. */
    Optional<AccountState> holdState(String accountId) {
        return sql.one("SELECT state FROM acc_account WHERE account_id = ? FOR UPDATE", AccountTable::state, accountId);
    }

    /** @return whether it was in the expected state */
    boolean move(String accountId, AccountState expected, AccountState next) {
        return sql.change(
                        "UPDATE acc_account SET state = ? WHERE account_id = ? AND state = ?",
                        next,
                        accountId,
                        expected)
                == 1;
    }

    void insertWithoutPhone(String accountId, String name, Instant now) {
        sql.change(
                "INSERT INTO acc_account (account_id, name_sealed, name_index, state, created_at, county_code)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                accountId,
                cipher.seal(NAME, name),
                nameIndex(name),
                AccountState.ACTIVE,
                now,
                county);
    }

    void rename(String accountId, String name) {
        sql.change(
                "UPDATE acc_account SET name_sealed = ?, name_index = ? WHERE account_id = ?",
                cipher.seal(NAME, name),
                nameIndex(name),
                accountId);
    }

    Optional<Life> life(String accountId, boolean locked) {
        return sql.one(
                "SELECT account_id, state, phone_index IS NOT NULL AS reachable, county_code, merged_into FROM acc_account"
                        + " WHERE account_id = ?" + (locked ? " FOR UPDATE" : ""),
                row -> new Life(
                        row.string("account_id"),
                        state(row),
                        row.flag("reachable"),
                        row.string("county_code"),
                        row.string("merged_into")),
                accountId);
    }

    /** @return whether it was an active one without a phone */
    boolean merge(String accountId, String into) {
        return sql.change(
                        "UPDATE acc_account SET state = ?, merged_into = ? WHERE account_id = ? AND state = ?"
                                + " AND phone_index IS NULL",
                        AccountState.MERGED,
                        into,
                        accountId,
                        AccountState.ACTIVE)
                == 1;
    }

    /** @return whether it still lived, as itself or in another */
    boolean erase(String accountId, String nameInstead) {
        return sql.change(
                        "UPDATE acc_account SET state = ?, phone_sealed = NULL, phone_index = NULL, phone_tail_index = NULL,"
                                + " name_index = NULL, password_hash = NULL,"
                                + " name_sealed = ? WHERE account_id = ? AND state IN (?, ?)",
                        AccountState.ERASED,
                        cipher.seal(NAME, nameInstead),
                        accountId,
                        AccountState.ACTIVE,
                        AccountState.MERGED)
                == 1;
    }

    Map<String, String> maskedNames(Collection<String> accountIds) {
        return sql
                .list(
                        "SELECT account_id, name_sealed FROM acc_account WHERE account_id IN ("
                                + Sql.marks(accountIds.size()) + ")",
                        row -> Map.entry(
                                row.string("account_id"),
                                new FullName(cipher.open(NAME, row.bytes("name_sealed"))).masked()),
                        accountIds.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<String> mergedInto(String accountId) {
        return sql.list(
                "SELECT account_id FROM acc_account WHERE merged_into = ? ORDER BY account_id",
                row -> row.string("account_id"),
                accountId);
    }

    private Person person(Row row) {
        byte[] phone = row.bytes("phone_sealed");
        return new Person(
                phone == null ? null : new MobileNumber(cipher.open(PHONE, phone)),
                cipher.open(NAME, row.bytes("name_sealed")));
    }

    private static Credential credential(Row row) {
        return new Credential(row.string("account_id"), row.string("password_hash"), state(row));
    }

    /** @return how many had no hash of their name until now, at most so many */
    int hashSome(int limit) {
        List<Unhashed> some = sql.list(
                "SELECT account_id, phone_sealed, name_sealed FROM acc_account WHERE name_index IS NULL AND state <> ?"
                        + " ORDER BY account_id LIMIT ? FOR UPDATE",
                row -> new Unhashed(row.string("account_id"), person(row)),
                AccountState.ERASED,
                limit);
        some.forEach(each -> sql.change(
                "UPDATE acc_account SET name_index = ?, phone_tail_index = ? WHERE account_id = ?",
                nameIndex(each.person().name()),
                each.person().phone() == null
                        ? null
                        : index.of(PHONE_TAIL, each.person().phone().lastFour()),
                each.accountId()));
        return some.size();
    }

    private record Unhashed(String accountId, Person person) {}

    private byte[] nameIndex(String name) {
        return index.of(NAME, new FullName(name).searchable());
    }

    private byte[] phoneIndex(MobileNumber phone) {
        return index.of(PHONE, phone.e164());
    }

    private static AccountState state(Row row) {
        return row.constant("state", AccountState.class);
    }
}
