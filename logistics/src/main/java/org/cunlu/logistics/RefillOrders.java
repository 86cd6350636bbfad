package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.Map;

/**
 * Orders for what a reserve is to have again. They are drafts until a person approves them, no order of the shop waits for what
 * they bring, and it comes in by the reserve's intake alone. Joins the caller's transaction.
 */
public interface RefillOrders {
    /**
     * Repeating it changes nothing.
     * @param holding that is to have them
     * @param id of the rotation or release
     * @param supplierCode empty where whoever approves it says who delivers
     * @param pieces by SKU, above 0
     * @param dueOn until when they are to be there
     */
    void draft(
            ReserveHolding holding,
            ReserveRefill.Of of,
            String id,
            String supplierCode,
            Map<String, Long> pieces,
            LocalDate dueOn,
            String actor);

    /** All is there again: nothing of it is awaited any more. */
    void done(ReserveRefill.Of of, String id);
}
