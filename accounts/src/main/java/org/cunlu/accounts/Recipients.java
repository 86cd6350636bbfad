package org.cunlu.accounts;

import java.util.Collection;
import java.util.Map;

/** Recipients of orders, kept encrypted here, so that orders and parcels hold ids only. */
public interface Recipients {
    /**
     * Keeps a recipient as he is now; it never changes afterwards. Joins the caller's transaction.
     * @return id of what was kept
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid}
     */
    String keep(String accountId, Recipient recipient);

    /** @return those that exist, by id */
    Map<String, Recipient> find(Collection<String> recipientIds);

    /** Name as 张**, phone as 138****5678, for those who need only to recognise. */
    Map<String, Recipient> masked(Collection<String> recipientIds);
}
