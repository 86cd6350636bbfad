package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;

/** Checks and hashes passwords (Argon2id), on threads of their own. */
public interface Passwords {
    /** @throws org.cunlu.kernel.problem.ProblemException 400 {@code password-weak} */
    void check(String password, MobileNumber phone);

    /**
     * @return salt, parameters and hash in the usual one string
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code sign-in-busy}
     */
    String hash(String password);

    /**
     * @param hash null for nobody's; then false, after as long as otherwise
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code sign-in-busy}
     */
    boolean matches(String password, @Nullable String hash);
}
