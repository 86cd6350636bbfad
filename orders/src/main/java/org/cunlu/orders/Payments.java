package org.cunlu.orders;

import java.util.Collection;
import java.util.List;

/** Attempts to pay, for whoever shows a group. */
public interface Payments {
    /** @return of a group, the oldest first */
    List<PaymentView> of(String groupId);

    /** Gives the payments of groups that changed hands to their new account. Joins the caller's transaction. */
    void handOver(Collection<String> groupIds, String intoAccountId);

    /** @return how many payments of a buyer a person has yet to decide about */
    int held(String accountId);
}
