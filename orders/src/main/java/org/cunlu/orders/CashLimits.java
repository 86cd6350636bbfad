package org.cunlu.orders;

/** How much cash a keeper may have. */
public interface CashLimits {
    /** @return whether so much more may come to what lies with the keeper now, as it is in the database */
    boolean fits(String nodeCode, long fen);
}
