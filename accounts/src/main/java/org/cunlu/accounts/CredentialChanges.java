package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.http.Origin;

/**
 * Changes by what somebody signs in, for each door: the API's and the pages'. The phone is told of each. Call it outside of a
 * transaction.
 */
public interface CredentialChanges {
    /** Who changes something of his own. @param session the one that goes on; null for none */
    record Owner(String accountId, @Nullable String session, Origin origin) {}

    /**
     * Whoever has the phone in his hand sets a new password, also where there was none; all sessions end.
     * @param phone any usual writing
     * @param code sent for {@link Codes.Purpose#RESET_PASSWORD}
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code phone-invalid}, {@code password-weak}, {@code code-wrong};
     *     to him who proved the number 409 {@code no-account} and 403 {@code account-suspended}
     */
    void forgotten(String phone, String code, String password, Origin origin);

    /**
     * Other sessions end.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code password-wrong}, {@code password-weak}; 409
     *     {@code no-password}; 429 {@code too-many-guesses}
     */
    void changePassword(Owner owner, String old, String password);

    /**
     * Other sessions end.
     * @param phone the new one, any usual writing
     * @param code sent to it for {@link Codes.Purpose#NEW_PHONE}
     * @param factor six digits of the app or a recovery code; needed where a second factor is enrolled
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code phone-invalid}, {@code password-wrong}, {@code code-wrong};
     *     403 {@code second-factor-needed}, {@code second-factor-wrong}; 409 {@code no-password}, {@code phone-has-account};
     *     429 {@code too-many-guesses}
     */
    void changePhone(Owner owner, String phone, String code, String password, @Nullable String factor);
}
