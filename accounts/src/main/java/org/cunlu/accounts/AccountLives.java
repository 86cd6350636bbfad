package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How accounts begin and how they end. For the features of accounts; others ask {@link Accounts}. */
public interface AccountLives {
    /**
     * @param reachable whether it has a phone, by which its person signs in
     * @param mergedInto the account it lives on in; null unless merged
     */
    record Life(
            String accountId,
            AccountState state,
            boolean reachable,
            String countyCode,
            @Nullable String mergedInto) {}

    /**
     * An account for a number that was proved. Joins the caller's transaction.
     * @param passwordHash null for somebody who signs in by code only
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code name-invalid}
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when the number has an account
     */
    String open(MobileNumber phone, @Nullable String passwordHash, String name);

    /**
     * An account that nobody signs in to. Joins the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code name-invalid}
     */
    String openWithoutPhone(String name);

    /** Joins the caller's transaction. @throws org.cunlu.kernel.problem.ProblemException 400 {@code name-invalid} */
    void rename(String accountId, String name);

    Optional<Life> of(String accountId);

    /** The same; nobody else changes it until the caller's transaction has ended. */
    Optional<Life> lock(String accountId);

    /** Joins the caller's transaction. @return false when it was not an active account without a phone */
    boolean merge(String accountId, String into);

    /** Takes phone, password and name from it, for good. Joins the caller's transaction. @return false when it had ended */
    boolean erase(String accountId);

    /** @return by which its person is told what happens to it; empty for an account without one */
    Optional<MobileNumber> phone(String accountId);

    /** @return names as 张**, by account id, of those that exist */
    Map<String, String> maskedNames(Collection<String> accountIds);

    /** @return ids of the records that were merged into it */
    List<String> mergedInto(String accountId);
}
