package org.cunlu.orders;

/** What keepers order for villagers, for the other features of this module. */
public interface AssistedOrders {
    /**
     * What is ordered for one account is ordered for another from now on. Whoever places one of them at the time is through
     * before, or is refused. Joins the caller's transaction and comes before the orders themselves are handed over.
     */
    void handOver(String fromAccountId, String intoAccountId);
}
