package org.cunlu.orders;

/** Coupons of buyers, for the other features of this module. */
public interface Coupons {
    /** One buyer's coupons become another's. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
