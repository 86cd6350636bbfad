package org.cunlu.accounts.recipients;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.problem.ProblemException;

/** Rows of {@code acc_recipient}: sealed, with blind indexes by which stations find whom a parcel is for. Never changed. */
@Singleton
class RecipientBook implements Recipients {
    static final String NAME = "acc_recipient.name";
    static final String PHONE = "acc_recipient.phone";
    static final String PHONE_TAIL = "acc_recipient.phone-tail";
    static final String ADDRESS = "acc_recipient.address";
    private static final String SELECT =
            "SELECT recipient_id, account_id, name_sealed, phone_sealed, address_sealed FROM acc_recipient";
    private static final int MANY = 500;

    private final Sql sql;
    private final Transactions transactions;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Looks looks;
    private final Notices notices;
    private final Accounts accounts;
    private final Representation representation;
    private final Ids ids;
    private final Clock clock;

    RecipientBook(
            Sql sql,
            Transactions transactions,
            FieldCipher cipher,
            BlindIndex index,
            Looks looks,
            Notices notices,
            Accounts accounts,
            Representation representation,
            Ids ids,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.cipher = cipher;
        this.index = index;
        this.looks = looks;
        this.notices = notices;
        this.accounts = accounts;
        this.representation = representation;
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
        transactions.run(() -> sql.soon(
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
    public void tell(String recipientId, Notices.Kind kind, Map<String, String> facts) {
        read(List.of(recipientId))
                .forEach(kept -> notices.tell(
                        kept.accountId(), new MobileNumber(cipher.open(PHONE, kept.phone())), kind, facts));
    }

    @Override
    public Set<String> alike(String recipientId, Collection<String> among) {
        return indexed(List.of(recipientId)).stream()
                .findFirst()
                .map(one -> indexed(among).stream()
                        .filter(other ->
                                Arrays.equals(one.name(), other.name()) && Arrays.equals(one.phone(), other.phone()))
                        .map(Indexed::recipientId)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Override
    public Map<String, As> claimed(
            Collection<String> recipientIds, String name, @Nullable String phoneTail, @Nullable String representative) {
        if (name.isBlank() || (phoneTail == null) == (representative == null)) {
            return Map.of();
        }
        byte[] named = index.of(NAME, new FullName(name).searchable());
        var same = indexed(recipientIds).stream()
                .filter(each -> Arrays.equals(each.name(), named))
                .toList();
        if (phoneTail != null) {
            byte[] tail = index.of(PHONE_TAIL, phoneTail);
            return as(As.HIMSELF, same, each -> Arrays.equals(each.tail(), tail));
        }
        String actor = byPhone(representative).orElse(null);
        return actor == null
                ? Map.of()
                : as(
                        As.REPRESENTATIVE,
                        same,
                        each -> !actor.equals(each.accountId()) && representation.mayActFor(actor, each.accountId()));
    }

    private Optional<String> byPhone(String written) {
        try {
            return accounts.byPhone(written);
        } catch (ProblemException notANumber) {
            return Optional.empty();
        }
    }

    private static Map<String, As> as(As how, List<Indexed> some, Predicate<Indexed> which) {
        return some.stream().filter(which).collect(Collectors.toMap(Indexed::recipientId, each -> how));
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
        return some(recipientIds, SELECT, RecipientBook::kept);
    }

    /** A row as it can be compared without opening it. */
    private record Indexed(String recipientId, String accountId, byte[] name, byte[] phone, byte[] tail) {}

    private List<Indexed> indexed(Collection<String> recipientIds) {
        return some(
                recipientIds,
                "SELECT recipient_id, account_id, name_index, phone_index, phone_tail_index FROM acc_recipient",
                row -> new Indexed(
                        row.string("recipient_id"),
                        row.string("account_id"),
                        row.bytes("name_index"),
                        row.bytes("phone_index"),
                        row.bytes("phone_tail_index")));
    }

    private <T> List<T> some(Collection<String> recipientIds, String select, Function<Row, T> row) {
        var found = new ArrayList<T>();
        List<String> wanted = recipientIds.stream().distinct().sorted().toList();
        for (int from = 0; from < wanted.size(); from += MANY) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MANY));
            found.addAll(transactions.read(() ->
                    sql.list(select + " WHERE recipient_id IN (" + Sql.marks(some.size()) + ")", row, some.toArray())));
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
