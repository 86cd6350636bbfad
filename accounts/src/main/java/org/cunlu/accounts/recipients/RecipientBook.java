package org.cunlu.accounts.recipients;

import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
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
    private static final String NAME = "acc_recipient.name";
    private static final String PHONE = "acc_recipient.phone";
    private static final String PHONE_TAIL = "acc_recipient.phone-tail";
    private static final String ADDRESS = "acc_recipient.address";
    private static final int MANY = 500;

    private final Sql sql;
    private final Transactions transactions;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    RecipientBook(Sql sql, Transactions transactions, FieldCipher cipher, BlindIndex index, Ids ids, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.cipher = cipher;
        this.index = index;
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
                index.of(NAME, normalised(name)),
                clock.instant()));
        return id;
    }

    @Override
    public Map<String, Recipient> find(Collection<String> recipientIds) {
        var found = new LinkedHashMap<String, Recipient>();
        List<String> wanted = recipientIds.stream().distinct().sorted().toList();
        for (int from = 0; from < wanted.size(); from += MANY) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MANY));
            transactions
                    .read(() -> sql.list(
                            "SELECT recipient_id, name_sealed, phone_sealed, address_sealed FROM acc_recipient"
                                    + " WHERE recipient_id IN (" + Sql.marks(some.size()) + ")",
                            row -> Map.entry(row.string("recipient_id"), open(row)),
                            some.toArray()))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    @Override
    public Map<String, Recipient> masked(Collection<String> recipientIds) {
        var masked = new LinkedHashMap<String, Recipient>();
        find(recipientIds).forEach((id, recipient) -> masked.put(id, mask(recipient)));
        return masked;
    }

    private Recipient open(Row row) {
        byte[] address = row.bytes("address_sealed");
        return new Recipient(
                cipher.open(NAME, row.bytes("name_sealed")),
                new MobileNumber(cipher.open(PHONE, row.bytes("phone_sealed"))).national(),
                address == null ? null : cipher.open(ADDRESS, address));
    }

    private static Recipient mask(Recipient recipient) {
        int family = recipient.name().codePointAt(0);
        return new Recipient(
                Character.toString(family) + "**",
                MobileNumber.of(recipient.phone()).masked(),
                null);
    }

    /** Spaces, dots between names, width and case do not tell two spellings of a name apart. */
    private static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\s·•・‧.]", "")
                .toLowerCase(Locale.ROOT);
    }
}
