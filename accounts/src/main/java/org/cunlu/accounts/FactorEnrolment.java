package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.kernel.http.Origin;

/**
 * Ties an authenticator app to an account and takes it off again, for each door: the API's and the pages'. Call it outside of
 * a transaction. What {@link #replaceRecoveryCodes} and {@link #takeOff} do needs a fresh {@link SecondFactor#use} before.
 */
public interface FactorEnrolment {
    /** A secret and where an app reads it. */
    record Begun(TotpSecret secret, String uri) {
        /** Hides the secret from logs. */
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /**
     * @param password that of the account
     * @param code sent for {@link Codes.Purpose#SECOND_FACTOR}, where the account has no password
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code password-wrong}, 400 {@code code-wrong}, 409
     *     {@code second-factor-enrolled}, 429
     */
    Begun begin(String accountId, @Nullable String password, @Nullable String code, Origin origin);

    /**
     * @param code six digits of the app
     * @return recovery codes, to be shown this once
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code second-factor-wrong}, 409
     *     {@code second-factor-enrolled}, 429
     */
    List<HandCode> confirm(String accountId, String code);

    /** @return recovery codes, in place of all earlier ones, to be shown this once */
    List<HandCode> replaceRecoveryCodes(String accountId);

    /** @return recovery codes that are not used yet */
    long recoveryCodesLeft(String accountId);

    /** Taking off what is off changes nothing. */
    void takeOff(String accountId);
}
