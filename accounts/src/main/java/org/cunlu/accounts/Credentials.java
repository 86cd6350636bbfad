package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;

/** By what an account is recognised. For the features of accounts that let people in; others ask {@link Accounts}. */
public interface Credentials {
    /** @param passwordHash null for an account without a password */
    record Credential(String accountId, @Nullable String passwordHash, AccountState state) {}

    Optional<Credential> of(MobileNumber phone);

    Optional<Credential> of(String accountId);

    /**
     * Joins the caller's transaction.
     * @param passwordHash made by {@link Passwords#hash}
     */
    void setPassword(String accountId, String passwordHash);

    /**
     * Joins the caller's transaction.
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when the number has an account
     */
    void setPhone(String accountId, MobileNumber phone);

    /**
     * Looks again within the caller's transaction, and holds the account as it is until that ends: nobody suspends it
     * meanwhile.
     * @return whether the account is active
     */
    boolean holdActive(String accountId);
}
