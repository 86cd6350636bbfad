package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Asks the holder of a session for his second factor, his password, or a code to his phone. */
@Singleton
class Proving implements OwnerProof {
    private final Credentials credentials;
    private final AccountLives lives;
    private final PasswordCheck check;
    private final Codes codes;
    private final SecondFactor secondFactor;
    private final Trail trail;

    Proving(
            Credentials credentials,
            AccountLives lives,
            PasswordCheck check,
            Codes codes,
            SecondFactor secondFactor,
            Trail trail) {
        this.credentials = credentials;
        this.lives = lives;
        this.check = check;
        this.codes = codes;
        this.secondFactor = secondFactor;
        this.trail = trail;
    }

    @Override
    public Runnable judge(
            String accountId, Given given, Codes.Purpose purpose, String act, String subject, Origin origin) {
        if (given.secondFactor() != null) {
            secondFactor.use(accountId, given.secondFactor(), act, request(act, subject));
            return () -> {};
        }
        MobileNumber phone = lives.phone(accountId).orElse(null);
        if (phone != null && given.password() != null) {
            if (rightPassword(accountId, phone, given.password(), origin)) {
                return () -> {};
            }
        } else if (phone != null && given.code() != null) {
            Codes.Proof proof = codes.prove(phone, purpose, given.code(), origin);
            return () -> codes.spend(proof);
        }
        trail.refused(accountId, act, subject, "proof-wrong");
        throw ProblemException.of(
                403,
                "proof-wrong",
                "密码或验证码不对 · Password or code is wrong",
                "请给出密码、短信验证码或二次验证码 · Give the password, a code sent to the phone, or a second factor");
    }

    private boolean rightPassword(String accountId, MobileNumber phone, String password, Origin origin) {
        Credentials.Credential own = credentials.of(accountId).orElseThrow(ProblemException::notFound);
        return check.right(phone, own, password, origin);
    }

    /** By which a retry of the same act is known. */
    private static byte[] request(String act, String subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((act + "\n" + subject).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
