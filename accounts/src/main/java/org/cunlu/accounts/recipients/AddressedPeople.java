package org.cunlu.accounts.recipients;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.PeopleIndex.By;
import org.cunlu.accounts.RecipientIndex;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.BlindIndex;

/** Looks recipients up by their hashes; nothing is opened. */
@Singleton
class AddressedPeople implements RecipientIndex {
    private final Sql sql;
    private final Transactions transactions;
    private final BlindIndex index;

    AddressedPeople(Sql sql, Transactions transactions, BlindIndex index) {
        this.sql = sql;
        this.transactions = transactions;
        this.index = index;
    }

    @Override
    public List<Addressed> addressed(By by, String text, int limit) {
        byte[] hash = switch (by) {
            case PHONE -> index.of(RecipientBook.PHONE, MobileNumber.of(text).e164());
            case TAIL -> index.of(RecipientBook.PHONE_TAIL, text);
            case NAME -> index.of(RecipientBook.NAME, new FullName(text).searchable());
        };
        String column = switch (by) {
            case PHONE -> "phone_index";
            case TAIL -> "phone_tail_index";
            case NAME -> "name_index";
        };
        return transactions.read(() -> sql.list(
                "SELECT recipient_id, account_id FROM acc_recipient WHERE " + column
                        + " = ? ORDER BY recipient_id DESC LIMIT ?",
                row -> new Addressed(row.string("recipient_id"), row.string("account_id")),
                hash,
                limit));
    }
}
