package org.cunlu.accounts.person;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.PeopleIndex;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** Looks accounts up by their hashes, and opens only what is then shown in part. */
@Singleton
class KnownPeople implements PeopleIndex {
    private final Sql sql;
    private final Transactions transactions;
    private final BlindIndex index;
    private final FieldCipher cipher;

    KnownPeople(Sql sql, Transactions transactions, BlindIndex index, FieldCipher cipher) {
        this.sql = sql;
        this.transactions = transactions;
        this.index = index;
        this.cipher = cipher;
    }

    @Override
    public List<Known> accounts(Collection<String> counties, By by, String text, int limit) {
        if (counties.isEmpty()) {
            return List.of();
        }
        byte[] hash = switch (by) {
            case PHONE -> index.of(AccountTable.PHONE, MobileNumber.of(text).e164());
            case TAIL -> index.of(AccountTable.PHONE_TAIL, text);
            case NAME -> index.of(AccountTable.NAME, new FullName(text).searchable());
        };
        String column = switch (by) {
            case PHONE -> "phone_index";
            case TAIL -> "phone_tail_index";
            case NAME -> "name_index";
        };
        var arguments = new ArrayList<Object>(counties);
        arguments.addFirst(hash);
        arguments.add(limit);
        return transactions.read(() -> sql.list(
                "SELECT account_id, state, name_sealed, phone_sealed FROM acc_account WHERE " + column
                        + " = ? AND state <> 'ERASED' AND county_code IN (" + Sql.marks(counties.size())
                        + ") ORDER BY account_id LIMIT ?",
                this::known,
                arguments.toArray()));
    }

    private Known known(Row row) {
        byte[] phone = row.bytes("phone_sealed");
        return new Known(
                row.string("account_id"),
                row.constant("state", AccountState.class),
                new FullName(cipher.open(AccountTable.NAME, row.bytes("name_sealed"))).masked(),
                phone == null ? null : new MobileNumber(cipher.open(AccountTable.PHONE, phone)).masked());
    }
}
