package org.cunlu.logistics;

/** What pieces on hand are good for. All but AVAILABLE count as on hold. */
public enum StockStatus {
    AVAILABLE,
    ON_HOLD,
    QUARANTINED,
    DAMAGED;

    public boolean sellable() {
        return this == AVAILABLE;
    }
}
