package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.http.Origin;

/** That whoever holds a session is its person indeed, asked anew before what cannot be taken back. */
public interface OwnerProof {
    /**
     * One of the three; the first that is there counts.
     * @param secondFactor six digits of the app, or a recovery code
     * @param password of the account
     * @param code sent to the account's phone for the act's purpose
     */
    record Given(
            @Nullable String secondFactor,
            @Nullable String password,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /**
     * Judges what was given; guesses are counted, so call it outside of a transaction.
     * @param purpose for which a code must have been sent
     * @param act as in the trail, where refusals are noted
     * @param subject id of what it is done to
     * @return what has to be done in the act's transaction: to spend a code
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code proof-wrong} (also when nothing was given),
     *     {@code second-factor-needed}, {@code second-factor-wrong}; 400 {@code code-wrong}; 429 {@code too-many-guesses}
     */
    Runnable judge(String accountId, Given given, Codes.Purpose purpose, String act, String subject, Origin origin);
}
