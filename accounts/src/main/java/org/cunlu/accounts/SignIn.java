package org.cunlu.accounts;

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
     * Takes somebody in.
     * @throws org.cunlu.kernel.problem.ProblemException as {@link Accounts#register}; 429 {@code too-many-guesses}
     */
    Admitted signUp(String phone, String password, String name, Origin origin);
}
