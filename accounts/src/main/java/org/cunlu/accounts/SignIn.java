package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.http.Origin;

/**
 * Finds out who somebody is, for each door that lets people in: the API's and the pages'. What he gets then, tokens or a
 * cookie, is given by {@link Sessions}, so call this outside of a transaction.
 */
public interface SignIn {
    /** Somebody who proved who he is and whose account is good. */
    record Admitted(String accountId, Sessions.Way way) {}

    /**
     * @param phone any usual writing
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code phone-invalid}, 401 {@code sign-in-refused} (unknown
     *     number and wrong password alike), 403 {@code account-suspended}, 429 {@code too-many-guesses}
     */
    Admitted password(String phone, String password, Origin origin);

    /**
     * @param phone any usual writing
     * @param code sent for {@link Codes.Purpose#SIGN_IN}
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code phone-invalid}, {@code code-wrong}; to him who proved the
     *     number 409 {@code no-account} (the code stays good for {@link #signUp}) and 403 {@code account-suspended}
     */
    Admitted code(String phone, String code, Origin origin);

    /**
     * Takes somebody new in. By that he agrees to what there is no account without.
     * @param code sent for {@link Codes.Purpose#SIGN_IN}
     * @param password null for somebody who signs in by code only
     * @param serviceVersion of the text that he was shown; null for the one that holds now
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code phone-invalid}, {@code password-weak},
     *     {@code name-invalid}, {@code code-wrong}; 429 {@code too-many-guesses}; to him who proved the number 409
     *     {@code phone-has-account} (the code stays good for {@link #code}); 409 {@code consent-outdated}, 503
     *     {@code consent-text-missing}
     */
    Admitted signUp(
            String phone,
            String code,
            @Nullable String password,
            String name,
            @Nullable Integer serviceVersion,
            Origin origin);

    /** The same, for who shows the text that holds now. */
    default Admitted signUp(String phone, String code, @Nullable String password, String name, Origin origin) {
        return signUp(phone, code, password, name, null, origin);
    }
}
