package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Credentials.Credential;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;

/** Lets people in by phone and password. An unknown phone and a wrong password look the same, and take as long. */
@Singleton
class SigningIn implements SignIn {
    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Sessions sessions;

    SigningIn(Accounts accounts, Credentials credentials, Passwords passwords, Guesses guesses, Sessions sessions) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.guesses = guesses;
        this.sessions = sessions;
    }

    @Override
    public Admitted signUp(String phone, String password, String name, Origin origin) {
        guesses.admitSignUp(origin.address());
        return new Admitted(accounts.register(phone, password, name), Sessions.Way.PASSWORD);
    }

    @Override
    public Admitted password(String writtenPhone, String password, Origin origin) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        Optional<Credential> credential = credentials.of(phone);
        boolean familiar = credential
                .map(found -> sessions.familiar(found.accountId(), origin))
                .orElse(false);
        guesses.admit(phone, origin.address(), familiar);
        if (!passwords.matches(
                password, credential.map(Credential::passwordHash).orElse(null))) {
            guesses.wrong(origin.address());
            throw ProblemException.of(401, "sign-in-refused", "手机号或密码不正确 · Phone or password is wrong", null);
        }
        guesses.right(phone, origin.address(), familiar);
        if (credential.orElseThrow().state() != AccountState.ACTIVE) {
            throw ProblemException.of(403, "account-suspended", "账号已停用 · The account is suspended", null);
        }
        return new Admitted(credential.get().accountId(), Sessions.Way.PASSWORD);
    }
}
