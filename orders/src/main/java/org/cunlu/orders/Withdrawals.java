package org.cunlu.orders;

/** Balance on its way to its owner's bank account. */
public interface Withdrawals {
    /** @return what of a person's is under way, in fen */
    long underWay(String accountId);

    /** An account was merged into another: what comes back is the other's. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
