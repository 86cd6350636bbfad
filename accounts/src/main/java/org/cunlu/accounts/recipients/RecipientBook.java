package org.cunlu.accounts.recipients;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.problem.ProblemException;

/** Rows of {@code acc_recipient}: sealed, with blind indexes for the look-ups that stations will need. Never changed. */
@Singleton
class RecipientBook implements Recipients {
    static final String NAME = "acc_recipient.name";
    static final String PHONE = "acc_recipient.phone";
    private static final String PHONE_TAIL = "acc_recipient.phone-tail";
    static final String ADDRESS = "acc_recipient.address";
    private static final String SELECT =
            "SELECT recipient_id, account_id, name_sealed, phone_sealed, address_sealed FROM acc_recipient";
    private static final int MANY = 500;

    private final Sql sql;
    private final Transactions transactions;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Looks looks;
    private final Ids ids;
    private final Clock clock;

    RecipientBook(
            Sql sql,
            Transactions transactions,
            FieldCipher cipher,
            BlindIndex index,
            Looks looks,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.cipher = cipher;
        this.index = index;
        this.looks = looks;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String keep(String accountId, Recipient recipient) {
        MobileNumber phone = MobileNumber.of(recipient.phone());
        String name = recipient.name().strip();
        if (name.isEmpty()) {
            throw ProblemException.invalid("name", "name-invalid", "请填写收货人姓名 · Give the recipient's name");
        }
        String id = ids.next();
        transactions.run(() -> sql.change(
                "INSERT INTO acc_recipient (recipient_id, account_id, name_sealed, phone_sealed, address_sealed,"
                        + " phone_index, phone_tail_index, name_index, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                accountId,
                cipher.seal(NAME, name),
                cipher.seal(PHONE, phone.e164()),
                recipient.address() == null ? null : cipher.seal(ADDRESS, recipient.address()),
                index.of(PHONE, phone.e164()),
                index.of(PHONE_TAIL, phone.lastFour()),
                index.of(NAME, new FullName(name).searchable()),
                clock.instant()));
        return id;
    }

    @Override
    public Map<String, Recipient> find(String accountId, Collection<String> recipientIds) {
        return opened(recipientIds, kept -> kept.accountId().equals(accountId));
    }

    @Override
    public Map<String, Recipient> masked(Collection<String> recipientIds) {
        var masked = new LinkedHashMap<String, Recipient>();
        opened(recipientIds, kept -> true).forEach((id, recipient) -> masked.put(id, mask(recipient)));
        return masked;
    }

    @Override
    public Map<String, Recipient> reveal(Caller viewer, Collection<String> recipientIds, String what, String why) {
        Set<String> owners = read(recipientIds).stream().map(Kept::accountId).collect(Collectors.toSet());
        looks.record(viewer, owners, what, why);
        return opened(recipientIds, kept -> owners.contains(kept.accountId()));
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.run(() -> sql.change(
                "UPDATE acc_recipient SET account_id = ? WHERE account_id = ?", intoAccountId, fromAccountId));
    }

    /** @return all that an account kept, the newest first */
    List<Recipient> of(String accountId) {
        return transactions.read(() -> sql.list(
                SELECT + " WHERE account_id = ? ORDER BY recipient_id DESC", row -> open(kept(row)), accountId));
    }

    void erase(String accountId) {
        transactions.run(() -> sql.change("DELETE FROM acc_recipient WHERE account_id = ?", accountId));
    }

    /** A row, still sealed. */
    private record Kept(String recipientId, String accountId, byte[] name, byte[] phone, byte[] address) {}

    private Map<String, Recipient> opened(Collection<String> recipientIds, Predicate<Kept> whose) {
        var opened = new LinkedHashMap<String, Recipient>();
        read(recipientIds).stream().filter(whose).forEach(kept -> opened.put(kept.recipientId(), open(kept)));
        return opened;
    }

    private List<Kept> read(Collection<String> recipientIds) {
        var found = new ArrayList<Kept>();
        List<String> wanted = recipientIds.stream().distinct().sorted().toList();
        for (int from = 0; from < wanted.size(); from += MANY) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MANY));
            found.addAll(transactions.read(() -> sql.list(
                    SELECT + " WHERE recipient_id IN (" + Sql.marks(some.size()) + ")",
                    RecipientBook::kept,
                    some.toArray())));
        }
        return found;
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.string("recipient_id"),
                row.string("account_id"),
                row.bytes("name_sealed"),
                row.bytes("phone_sealed"),
                row.bytes("address_sealed"));
    }

    private Recipient open(Kept kept) {
        return new Recipient(
                cipher.open(NAME, kept.name()),
                new MobileNumber(cipher.open(PHONE, kept.phone())).national(),
                kept.address() == null ? null : cipher.open(ADDRESS, kept.address()));
    }

    private static Recipient mask(Recipient recipient) {
        return new Recipient(
                new FullName(recipient.name()).masked(),
                MobileNumber.of(recipient.phone()).masked(),
                null);
    }
}
