package org.cunlu.logistics;

/** For what must not wait until somebody looks at the stock again, seconds later: goods that are called back. */
public interface AvailabilityNews {
    /** Tells what of a SKU may be bought now and has not been told ({@link AvailabilityChanged}). Joins the caller's transaction. */
    void tellNow(String skuCode);
}
