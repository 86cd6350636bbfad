package org.cunlu.accounts.addresses;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;

/** Somebody's address book, for himself. */
@Singleton
class AddressData implements PersonalData {
    private final AddressBook book;
    private final AddressTable table;
    private final Transactions transactions;

    AddressData(AddressBook book, AddressTable table, Transactions transactions) {
        this.book = book;
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "addresses";
    }

    @Override
    public Object export(String accountId) {
        return book.of(accountId);
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        transactions.run(() -> table.deleteAll(accountId));
        return List.of();
    }

    /** The sealed columns of this room, and what must be true of it. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("acc-address-name")
        SealedColumn name() {
            return new SealedColumn("acc_address", "address_id", "name_sealed", AddressTable.NAME);
        }

        @Singleton
        @Named("acc-address-phone")
        SealedColumn phone() {
            return new SealedColumn("acc_address", "address_id", "phone_sealed", AddressTable.PHONE);
        }

        @Singleton
        @Named("acc-address-street")
        SealedColumn street() {
            return new SealedColumn("acc_address", "address_id", "street_sealed", AddressTable.STREET);
        }

        @Singleton
        @Named("address-usual")
        Invariant oneIsUsual() {
            return new SqlInvariant(
                    "whoever has addresses has one usual one",
                    "SELECT COUNT(DISTINCT account_id) FROM acc_address",
                    "SELECT CONCAT('account ', account_id) FROM acc_address GROUP BY account_id"
                            + " HAVING COUNT(usual) <> 1");
        }
    }
}
