package org.cunlu.accounts.person;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Person;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** Accounts that begin, and those that end in another or for good. */
@Singleton
class Lives implements AccountLives {
    /** What stands where a name was. */
    static final String FORGOTTEN = "已注销 · Erased";

    private final AccountTable table;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Lives(AccountTable table, Transactions transactions, Ids ids, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String open(MobileNumber phone, @Nullable String passwordHash, String name) {
        var person = new Person(phone, PersonName.of(name).text());
        String accountId = ids.next();
        transactions.run(() -> table.insert(accountId, person, passwordHash, clock.instant()));
        return accountId;
    }

    @Override
    public String openWithoutPhone(String name) {
        String text = PersonName.of(name).text();
        String accountId = ids.next();
        transactions.run(() -> table.insertWithoutPhone(accountId, text, clock.instant()));
        return accountId;
    }

    @Override
    public void rename(String accountId, String name) {
        String text = PersonName.of(name).text();
        transactions.run(() -> table.rename(accountId, text));
    }

    @Override
    public Optional<MobileNumber> phone(String accountId) {
        return transactions.read(() -> table.person(accountId)).map(Person::phone);
    }

    @Override
    public Optional<Life> of(String accountId) {
        return transactions.read(() -> table.life(accountId, false));
    }

    @Override
    public Optional<Life> lock(String accountId) {
        transactions.require();
        return table.life(accountId, true);
    }

    @Override
    public boolean merge(String accountId, String into) {
        return transactions.run(() -> table.merge(accountId, into));
    }

    @Override
    public boolean erase(String accountId) {
        return transactions.run(() -> table.erase(accountId, FORGOTTEN));
    }

    @Override
    public Map<String, String> maskedNames(Collection<String> accountIds) {
        return accountIds.isEmpty() ? Map.of() : transactions.read(() -> table.maskedNames(accountIds));
    }

    @Override
    public List<String> mergedInto(String accountId) {
        return transactions.read(() -> table.mergedInto(accountId));
    }
}
