package org.cunlu.accounts;

import java.util.Optional;
import org.cunlu.kernel.caller.Grant;

/** People and their roles, for the other modules. */
public interface Accounts {
    /**
     * @param phone mainland mobile number, any usual writing
     * @return the new account's id
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid}, {@code password-weak}, {@code sign-up-refused}
     */
    String register(String phone, String password, String name);

    Optional<String> byPhone(String phone);

    /** Gives a role; repeating it changes nothing. Writes the audit trail. */
    void grant(String accountId, Grant grant, String givenBy);

    void revoke(String accountId, Grant grant, String revokedBy);

    /** @return whether the account exists and is not suspended */
    boolean active(String accountId);
}
