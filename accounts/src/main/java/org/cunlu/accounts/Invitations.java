package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.kernel.caller.Grant;

/** Roles offered to whoever brings a code, for each door: the API's and the pages'. */
public interface Invitations {
    /** What one has now. @param until by the county's time; null without end */
    record Accepted(Grant grant, @Nullable Instant until) {}

    /**
     * Repeating one's own acceptance changes nothing. Call it outside of a transaction.
     * @param address from which it is asked
     * @param typed code, or token of the link
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code invitation-wrong}; 403 {@code grant-to-oneself}; 409
     *     {@code grant-circle}, {@code grant-stands}; 429 {@code too-many-guesses}
     */
    Accepted accept(String accountId, String address, String typed);
}
