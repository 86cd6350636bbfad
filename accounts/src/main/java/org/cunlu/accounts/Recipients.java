package org.cunlu.accounts;

import java.util.Collection;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Recipients of orders, kept encrypted here, so that orders and parcels hold ids only. */
public interface Recipients {
    /**
     * Keeps a recipient as he is now; it never changes afterwards. Joins the caller's transaction.
     * @return id of what was kept
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid}
     */
    String keep(String accountId, Recipient recipient);

    /** @return those of these that the account itself kept, by id; another's is as if it were not there */
    Map<String, Recipient> find(String accountId, Collection<String> recipientIds);

    /** Name as 张**, phone as 138****5678, for those who need only to recognise. */
    Map<String, Recipient> masked(Collection<String> recipientIds);

    /**
     * Opens others' recipients to somebody who needs them, after the look was written down. Not within a transaction. Whether
     * he has to do with them at all is for the caller to know.
     * @param recipientIds 50 at most
     * @param what such as {@code recipient}
     * @param why what for, 2 to 200 characters
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code reason-missing}; 429 {@code too-many-looks}
     */
    Map<String, Recipient> reveal(Caller viewer, Collection<String> recipientIds, String what, String why);

    /** Gives all of one account's to another, when the two are merged. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
