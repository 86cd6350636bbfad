package org.cunlu.accounts.signin;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Credentials.Credential;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;

/**
 * Lets people in. By password an unknown number and a wrong password look the same and take as long; whether a number has an
 * account is told only to him who proved by a code that it is his.
 */
@Singleton
class SigningIn implements SignIn {
    private final Credentials credentials;
    private final AccountLives lives;
    private final PasswordCheck check;
    private final Passwords passwords;
    private final Codes codes;
    private final Consents consents;
    private final Guesses guesses;
    private final Transactions transactions;

    SigningIn(
            Credentials credentials,
            AccountLives lives,
            PasswordCheck check,
            Passwords passwords,
            Codes codes,
            Consents consents,
            Guesses guesses,
            Transactions transactions) {
        this.credentials = credentials;
        this.lives = lives;
        this.check = check;
        this.passwords = passwords;
        this.codes = codes;
        this.consents = consents;
        this.guesses = guesses;
        this.transactions = transactions;
    }

    @Override
    public Admitted password(String writtenPhone, String password, Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        Credential credential = living(phone);
        if (!check.right(phone, credential, password, origin)) {
            throw Refused.signIn();
        }
        String accountId = credential.accountId();
        transactions.run(() -> demandActive(accountId));
        return new Admitted(accountId, Sessions.Way.PASSWORD);
    }

    @Override
    public Admitted code(String writtenPhone, String code, Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        Codes.Proof proof = codes.prove(phone, Codes.Purpose.SIGN_IN, code, origin);
        Credential credential = living(phone);
        if (credential == null) {
            throw Refused.noAccount();
        }
        transactions.run(() -> {
            demandActive(credential.accountId());
            codes.spend(proof);
        });
        return new Admitted(credential.accountId(), Sessions.Way.CODE);
    }

    @Override
    public Admitted signUp(
            String writtenPhone,
            String code,
            @Nullable String password,
            String name,
            @Nullable Integer serviceVersion,
            Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        if (password != null) {
            passwords.check(password, phone);
        }
        guesses.admitSignUp(origin.address());
        Codes.Proof proof = codes.prove(phone, Codes.Purpose.SIGN_IN, code, origin);
        String hash = password == null ? null : passwords.hash(password);
        try {
            String accountId = transactions.run(() -> {
                codes.spend(proof);
                String opened = lives.open(phone, hash, name);
                consents.giveAtSignUp(opened, serviceVersion);
                return opened;
            });
            return new Admitted(accountId, Sessions.Way.CODE);
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw Refused.hasAccount();
            }
            throw e;
        }
    }

    /** @return null where nobody signs in with this number: unknown, or its account has ended */
    private @Nullable Credential living(MobileNumber phone) {
        return credentials
                .of(phone)
                .filter(found -> found.state() == AccountState.ACTIVE || found.state() == AccountState.SUSPENDED)
                .orElse(null);
    }

    private void demandActive(String accountId) {
        if (!credentials.holdActive(accountId)) {
            throw Refused.suspended();
        }
    }
}
