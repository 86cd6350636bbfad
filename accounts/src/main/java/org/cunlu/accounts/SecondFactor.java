package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;

/** The second factor (TOTP, RFC 6238, or a recovery code) that powerful acts ask for anew each time. */
public interface SecondFactor {
    /** @return whether the account has confirmed one */
    boolean enrolled(String accountId);

    /**
     * Uses a code up for one act. The same code for the same request again is that request's retry and passes.
     * Guesses count whatever becomes of the caller's transaction; so call it outside of one.
     * @param code six digits of the app, or a recovery code; null when none was given
     * @param act such as {@code accounts.grant}
     * @param request hash of method, path and body, by which a retry is known
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code second-factor-needed} (also when none is enrolled),
     *     {@code second-factor-wrong}; 429 {@code too-many-guesses}
     */
    void use(String accountId, @Nullable String code, String act, byte[] request);

    /**
     * Takes a lost one off, with its recovery codes and all sessions; nothing happens where there is none. Joins the caller's
     * transaction, writes the audit trail and tells the person. Whether {@code by} may is for the caller to know.
     * @param why for the trail, without personal data; null where two people decided
     */
    void reset(String accountId, String by, @Nullable String why);
}
