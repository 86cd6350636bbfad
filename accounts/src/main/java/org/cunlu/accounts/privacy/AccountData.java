package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountLives.Life;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.PersonalData;

/** The account itself. It is erased after all its parts were. */
@Singleton
class AccountData implements PersonalData {
    private final Accounts accounts;
    private final AccountLives lives;

    AccountData(Accounts accounts, AccountLives lives) {
        this.accounts = accounts;
        this.lives = lives;
    }

    /** @param mergedRecords records of a station that live on in this account */
    @Serdeable
    record Account(
            String accountId, String name, @Nullable String phone, String countyCode, List<String> mergedRecords) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Account[" + accountId + "]";
        }
    }

    @Override
    public String section() {
        return "account";
    }

    @Override
    public Object export(String accountId) {
        Person person = accounts.person(accountId).orElseThrow();
        Life life = lives.of(accountId).orElseThrow();
        return new Account(
                accountId,
                person.name(),
                person.phone() == null ? null : person.phone().national(),
                life.countyCode(),
                lives.mergedInto(accountId));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        return List.of(new Kept(
                "账号编号，作为假名 · The account's id, as a pseudonym",
                "让订单和账册仍能对上，不再含姓名和手机号 · So that orders and books still fit together; without name and phone"));
    }
}
