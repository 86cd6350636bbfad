package org.cunlu.orders;

/** What buyers have of subsidies, for the other features of this module. */
public interface Subsidies {
    /** What one account has of each programme is another's from now on. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
