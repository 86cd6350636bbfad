package org.cunlu.accounts.signin;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.CredentialChanges;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Credentials.Credential;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Changes by what somebody signs in: a forgotten password, a new one, a new number. The phone is told of each. */
@Singleton
class OwnCredentials implements CredentialChanges {
    private final Credentials credentials;
    private final Accounts accounts;
    private final PasswordCheck check;
    private final Passwords passwords;
    private final Codes codes;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final Notices notices;
    private final Trail trail;
    private final Transactions transactions;

    OwnCredentials(
            Credentials credentials,
            Accounts accounts,
            PasswordCheck check,
            Passwords passwords,
            Codes codes,
            SecondFactor secondFactor,
            Sessions sessions,
            Notices notices,
            Trail trail,
            Transactions transactions) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.check = check;
        this.passwords = passwords;
        this.codes = codes;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.notices = notices;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public void forgotten(String writtenPhone, String code, String password, Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        passwords.check(password, phone);
        Codes.Proof proof = codes.prove(phone, Codes.Purpose.RESET_PASSWORD, code, origin);
        Credential credential = credentials
                .of(phone)
                .filter(found -> found.state() == AccountState.ACTIVE || found.state() == AccountState.SUSPENDED)
                .orElseThrow(Refused::noAccount);
        String hash = passwords.hash(password);
        transactions.run(() -> {
            demandActive(credential.accountId());
            codes.spend(proof);
            keepPassword(credential.accountId(), hash, null, phone, "accounts.reset-password");
        });
    }

    @Override
    public void changePassword(Owner owner, String old, String password) {
        Credential credential = withPassword(owner);
        MobileNumber phone = phone(owner);
        passwords.check(password, phone);
        if (!check.right(phone, credential, old, owner.origin())) {
            throw Refused.wrongPassword("old");
        }
        String hash = passwords.hash(password);
        transactions.run(() -> {
            demandUnchanged(credential, "old");
            keepPassword(owner.accountId(), hash, owner.session(), phone, "accounts.change-password");
        });
    }

    @Override
    public void changePhone(Owner owner, String writtenPhone, String code, String password, @Nullable String factor) {
        Credential credential = withPassword(owner);
        MobileNumber next = MobileNumber.of(writtenPhone);
        MobileNumber before = phone(owner);
        if (!check.right(before, credential, password, owner.origin())) {
            throw Refused.wrongPassword("password");
        }
        Codes.Proof proof = codes.prove(next, Codes.Purpose.NEW_PHONE, code, owner.origin());
        if (secondFactor.enrolled(owner.accountId())) {
            secondFactor.use(owner.accountId(), factor, "accounts.change-phone", request(next, code, password));
        }
        try {
            transactions.run(() -> {
                demandUnchanged(credential, "password");
                codes.spend(proof);
                credentials.setPhone(owner.accountId(), next);
                sessions.endAll(owner.accountId(), owner.session(), Sessions.End.PHONE_CHANGED);
                notices.tell(owner.accountId(), before, Notices.Kind.PHONE_CHANGED, Map.of("phone", next.masked()));
                trail.record(owner.accountId(), "accounts.change-phone", owner.accountId(), null, null);
            });
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw Refused.hasAccount();
            }
            throw e;
        }
    }

    private void keepPassword(String accountId, String hash, @Nullable String session, MobileNumber phone, String act) {
        credentials.setPassword(accountId, hash);
        sessions.endAll(accountId, session, Sessions.End.PASSWORD_CHANGED);
        notices.tell(accountId, phone, Notices.Kind.PASSWORD_CHANGED, Map.of());
        trail.record(accountId, act, accountId, null, null);
    }

    private Credential withPassword(Owner owner) {
        Credential credential = credentials.of(owner.accountId()).orElseThrow(ProblemException::notFound);
        if (credential.passwordHash() == null) {
            throw Refused.noPassword();
        }
        return credential;
    }

    private MobileNumber phone(Owner owner) {
        return accounts.person(owner.accountId()).map(Person::phone).orElseThrow(ProblemException::notFound);
    }

    private void demandActive(String accountId) {
        if (!credentials.holdActive(accountId)) {
            throw Refused.suspended();
        }
    }

    /** A rival may have set another password since this one was found right. */
    private void demandUnchanged(Credential judged, String field) {
        demandActive(judged.accountId());
        String now =
                credentials.of(judged.accountId()).map(Credential::passwordHash).orElse(null);
        if (!Objects.equals(now, judged.passwordHash())) {
            throw Refused.wrongPassword(field);
        }
    }

    /** By which a retry of the same change is known. */
    private static byte[] request(MobileNumber phone, String code, String password) {
        try {
            String text = "PUT /api/auth/phone\n" + phone.e164() + "\n" + code + "\n" + password;
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
