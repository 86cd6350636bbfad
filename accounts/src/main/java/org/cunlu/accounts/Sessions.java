package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.http.Origin;

/** Sessions of people who have proved who they are. For the features of accounts that let people in. */
public interface Sessions {
    /** How somebody proved who he is. */
    enum Way {
        PASSWORD,
        CODE,
        PROVIDER
    }

    /** Why sessions were ended before their time. */
    enum End {
        SIGNED_OUT,
        TOKEN_REUSED,
        SUSPENDED,
        PASSWORD_CHANGED,
        PHONE_CHANGED,
        /** A sign-in provider's identity was taken off. */
        UNLINKED,
        /** His second factor was taken off by others, because it was lost. */
        FACTOR_RESET,
        /** Whoever answers for the county ended them, and left the account as it is. */
        BY_OPERATOR,
        MERGED,
        ERASED
    }

    /**
     * Joins the caller's transaction where there is one.
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code account-suspended} when the account is not active any more
     */
    Tokens open(String accountId, Origin origin, Way way);

    /**
     * Ends all sessions of an account, but one if named. Joins the caller's transaction where there is one.
     * @param except id of the session that goes on; null for none
     */
    void endAll(String accountId, @Nullable String except, End why);

    /** @return whether a session of the account was opened from this address lately */
    boolean familiar(String accountId, Origin origin);

    /** @return whether a session of the account was opened on this device lately; false where no device is named */
    boolean ownDevice(String accountId, Origin origin);
}
