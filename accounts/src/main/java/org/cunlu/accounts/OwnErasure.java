package org.cunlu.accounts;

import org.cunlu.kernel.http.Origin;

/** Being forgotten by one's own wish, for each door: the API's and the pages'. */
public interface OwnErasure {
    /**
     * Forgets for good, once he has proved anew who he is. Call it outside of a transaction.
     * @param proof a code among it was sent for {@link Codes.Purpose#ERASURE}
     * @throws org.cunlu.kernel.problem.ProblemException as {@link OwnerProof#judge}; 429 {@code too-many-guesses}
     */
    OwnData.Forgetting erase(String accountId, OwnerProof.Given proof, Origin origin);
}
