package org.cunlu.orders;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Photos that buyers send with what they ask for or write. */
public interface BuyerPhotos {
    /**
     * Something names them: they stay with it. Joins the caller's transaction. The same again by the same user changes nothing.
     * @param usedBy id of what names them
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code photo-unknown} when one is not the buyer's own, or something else
     *     names it
     */
    void use(String accountId, Collection<String> photoIds, String usedBy);

    /**
     * It names only these of its photos any more; nothing names the others, which are forgotten in time. Joins the caller's
     * transaction.
     */
    void keepOnly(String accountId, Collection<String> photoIds, String usedBy);

    /** @return ids of the photos that this names, the oldest first */
    List<String> of(String usedBy);

    /** @return a JPEG; empty unless this names it */
    Optional<byte[]> bytes(String photoId, String usedBy);

    /** Erases what these name. */
    void forget(Collection<String> usedBy);

    /** Gives all of one account's to another. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
