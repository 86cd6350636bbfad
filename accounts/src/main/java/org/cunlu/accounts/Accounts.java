package org.cunlu.accounts;

import java.util.Optional;
import org.cunlu.kernel.caller.Grant;

/** People and their roles, for the other modules. */
public interface Accounts {
    /**
     * @param phone mainland mobile number, any usual writing
     * @param password 8 to 128 characters, none of the common ones
     * @return the new account's id
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid}, {@code password-weak}, {@code name-invalid},
     *     {@code sign-up-refused}
     */
    String register(String phone, String password, String name);

    Optional<String> byPhone(String phone);

    /** @return name and phone, opened: for one's own pages; whoever shows them to others logs the look */
    Optional<Person> person(String accountId);

    /** Gives a role; repeating it changes nothing. Writes the audit trail. */
    void grant(String accountId, Grant grant, String givenBy);

    void revoke(String accountId, Grant grant, String revokedBy);

    /** @return whether the account exists and is not suspended */
    boolean active(String accountId);

    /** Shuts an account out, with all its sessions, until it is reinstated. Writes the audit trail. */
    void suspend(String accountId, String suspendedBy);

    void reinstate(String accountId, String reinstatedBy);
}
