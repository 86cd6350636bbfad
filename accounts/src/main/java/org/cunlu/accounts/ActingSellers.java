package org.cunlu.accounts;

import org.cunlu.kernel.caller.Caller;

/**
 * Sellers without a phone, for whom somebody acts: the header {@value #HEADER} names the person on any address below
 * {@value #BRANCH}.
 */
public interface ActingSellers {
    String HEADER = "Acting-For";
    String BRANCH = "/api/seller/";

    /**
     * Writes the trail, under the one who really acts, where something may change. Call it outside of a transaction.
     * @param person id as it was sent
     * @param act method and path
     * @param changes whether it may change something
     * @return the person with his own shops and nothing of the actor's roles; the actor without any role when he may not act for
     *     the person: he is not authorised, or keeps a station that is not the person's
     */
    Caller become(Caller actor, String person, String act, boolean changes);
}
