package org.cunlu.accounts.signin;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.accounts.Credentials.Credential;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a password with its guess counted, wherever one is asked for. */
@Singleton
class PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final Passwords passwords;
    private final Guesses guesses;
    private final Sessions sessions;

    PasswordCheck(Passwords passwords, Guesses guesses, Sessions sessions) {
        this.passwords = passwords;
        this.guesses = guesses;
        this.sessions = sessions;
    }

    /**
     * @param credential null for a number that nobody signs in with; then false, after as long as otherwise
     * @throws ProblemException 429 {@code too-many-guesses}, 503 {@code sign-in-busy}, which counts as no guess
     */
    boolean right(MobileNumber phone, @Nullable Credential credential, String password, Origin origin) {
        boolean familiar = credential != null && sessions.familiar(credential.accountId(), origin);
        guesses.admit(phone, origin.address(), familiar);
        boolean right;
        try {
            right = passwords.matches(password, credential == null ? null : credential.passwordHash());
        } catch (RuntimeException e) {
            guesses.takeBack(phone, origin.address(), familiar);
            throw e;
        }
        if (right) {
            guesses.right(phone, origin.address(), familiar);
        } else {
            guesses.wrong(origin.address());
            LOG.info("wrong password for account {}", credential == null ? "-" : credential.accountId());
        }
        return right;
    }
}
