package org.cunlu.accounts.addresses;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook.Kept;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_address}. Each statement names the account whose they are. */
@Singleton
class AddressTable {
    static final String NAME = "acc_address.name";
    static final String PHONE = "acc_address.phone";
    static final String STREET = "acc_address.street";
    private static final String SAME = "acc_address.same";
    private static final String SELECT = "SELECT address_id, name_sealed, phone_sealed, village_code, province, city,"
            + " street_sealed, usual FROM acc_address WHERE account_id = ?";

    private final Sql sql;
    private final FieldCipher cipher;
    private final BlindIndex index;

    AddressTable(Sql sql, FieldCipher cipher, BlindIndex index) {
        this.sql = sql;
        this.cipher = cipher;
        this.index = index;
    }

    List<Kept> of(String accountId) {
        return sql.list(SELECT + " ORDER BY usual DESC, address_id DESC", this::kept, accountId);
    }

    Optional<Kept> find(String accountId, String addressId) {
        return sql.one(SELECT + " AND address_id = ?", this::kept, accountId, addressId);
    }

    /** @return id of the one that says the same */
    Optional<String> same(String accountId, Address address) {
        return sql.one(
                "SELECT address_id FROM acc_address WHERE account_id = ? AND same_index = ?",
                row -> row.string("address_id"),
                accountId,
                same(address));
    }

    long count(String accountId) {
        return sql.one("SELECT COUNT(*) AS n FROM acc_address WHERE account_id = ?", row -> row.number("n"), accountId)
                .orElse(0L);
    }

    void insert(String addressId, String accountId, Address address, boolean usual, Instant now) {
        Address.Outside outside = address.outside();
        sql.change(
                "INSERT INTO acc_address (address_id, account_id, name_sealed, phone_sealed, village_code, province, city,"
                        + " street_sealed, same_index, usual, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                addressId,
                accountId,
                cipher.seal(NAME, address.name()),
                cipher.seal(PHONE, address.phone()),
                address.villageCode(),
                outside == null ? null : outside.province(),
                outside == null ? null : outside.city(),
                outside == null ? null : cipher.seal(STREET, outside.street()),
                same(address),
                usual ? 1 : null,
                now);
    }

    void update(String addressId, String accountId, Address address) {
        Address.Outside outside = address.outside();
        sql.change(
                "UPDATE acc_address SET name_sealed = ?, phone_sealed = ?, village_code = ?, province = ?, city = ?,"
                        + " street_sealed = ?, same_index = ? WHERE address_id = ? AND account_id = ?",
                cipher.seal(NAME, address.name()),
                cipher.seal(PHONE, address.phone()),
                address.villageCode(),
                outside == null ? null : outside.province(),
                outside == null ? null : outside.city(),
                outside == null ? null : cipher.seal(STREET, outside.street()),
                same(address),
                addressId,
                accountId);
    }

    void makeUsual(String accountId, String addressId) {
        sql.change("UPDATE acc_address SET usual = NULL WHERE account_id = ? AND usual = 1", accountId);
        sql.change("UPDATE acc_address SET usual = 1 WHERE account_id = ? AND address_id = ?", accountId, addressId);
    }

    /** @return false when it was not there */
    boolean delete(String accountId, String addressId) {
        return sql.change("DELETE FROM acc_address WHERE account_id = ? AND address_id = ?", accountId, addressId) > 0;
    }

    void deleteAll(String accountId) {
        sql.change("DELETE FROM acc_address WHERE account_id = ?", accountId);
    }

    /** What both have stays once, and the usual one of who takes them in stays his. */
    void handOver(String from, String into) {
        sql.change(
                "DELETE f FROM acc_address f JOIN acc_address i ON i.account_id = ? AND i.same_index = f.same_index"
                        + " WHERE f.account_id = ?",
                into,
                from);
        sql.change("UPDATE acc_address SET account_id = ?, usual = NULL WHERE account_id = ?", into, from);
    }

    /** The whole of it; a name counts as {@link FullName} says. What separates the parts stands in none of them. */
    private byte[] same(Address address) {
        Address.Outside outside = address.outside();
        String where = outside == null
                ? address.villageCode()
                : outside.province() + "\n" + outside.city() + "\n" + outside.street();
        return index.of(SAME, new FullName(address.name()).searchable() + "\n" + address.phone() + "\n" + where);
    }

    private Kept kept(Row row) {
        String village = row.string("village_code");
        return new Kept(
                row.string("address_id"),
                new Address(
                        cipher.open(NAME, row.bytes("name_sealed")),
                        new MobileNumber(cipher.open(PHONE, row.bytes("phone_sealed"))).national(),
                        village,
                        village != null
                                ? null
                                : new Address.Outside(
                                        row.string("province"),
                                        row.string("city"),
                                        cipher.open(STREET, row.bytes("street_sealed")))),
                row.numberOrNull("usual") != null);
    }
}
