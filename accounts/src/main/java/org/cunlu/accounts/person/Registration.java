package org.cunlu.accounts.person;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;

/** Takes people in, shuts them out, lets them in again. */
@Singleton
class Registration implements Accounts, Credentials {
    private final AccountTable table;
    private final Grants grants;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Suspending suspending;

    Registration(
            AccountTable table,
            Grants grants,
            Passwords passwords,
            Transactions transactions,
            Ids ids,
            Clock clock,
            Suspending suspending) {
        this.table = table;
        this.grants = grants;
        this.passwords = passwords;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.suspending = suspending;
    }

    @Override
    public String register(String phone, String password, String name) {
        var person = new Person(MobileNumber.of(phone), PersonName.of(name).text());
        passwords.check(password, person.phone());
        String hash = passwords.hash(password);
        String accountId = ids.next();
        try {
            transactions.run(() -> table.insert(accountId, person, hash, clock.instant()));
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw refused();
            }
            throw e;
        }
        return accountId;
    }

    @Override
    public Optional<String> byPhone(String phone) {
        MobileNumber number = MobileNumber.of(phone);
        return transactions.read(() -> table.idByPhone(number));
    }

    @Override
    public Optional<Person> person(String accountId) {
        return transactions.read(() -> table.person(accountId));
    }

    @Override
    public Optional<Credential> of(MobileNumber phone) {
        return transactions.read(() -> table.credential(phone));
    }

    @Override
    public Optional<Credential> of(String accountId) {
        return transactions.read(() -> table.credential(accountId));
    }

    @Override
    public void setPassword(String accountId, String passwordHash) {
        transactions.run(() -> table.setPassword(accountId, passwordHash));
    }

    @Override
    public void setPhone(String accountId, MobileNumber phone) {
        transactions.run(() -> table.setPhone(accountId, phone));
    }

    @Override
    public boolean holdActive(String accountId) {
        transactions.require();
        return table.holdState(accountId).filter(AccountState.ACTIVE::equals).isPresent();
    }

    @Override
    public void grant(String accountId, Grant grant, String givenBy) {
        grants.give(accountId, grant, givenBy);
    }

    @Override
    public void revoke(String accountId, Grant grant, String revokedBy) {
        grants.end(accountId, grant, revokedBy);
    }

    @Override
    public boolean active(String accountId) {
        return transactions
                .read(() -> table.state(accountId))
                .filter(AccountState.ACTIVE::equals)
                .isPresent();
    }

    @Override
    public void suspend(String accountId, String suspendedBy) {
        suspending.suspend(accountId, null, suspendedBy);
    }

    @Override
    public void reinstate(String accountId, String reinstatedBy) {
        suspending.reinstate(accountId, reinstatedBy);
    }

    private static ProblemException refused() {
        return ProblemException.of(
                        409,
                        "sign-up-refused",
                        "不能用这个手机号注册 · This number cannot be signed up",
                        "如果您已有账号，请直接登录 · If you have an account, sign in")
                .field("phone");
    }
}
