package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** The drawers in which nodes keep what was paid for parcels. Told by the hand-over, in its transaction. */
public interface CashDrawer {
    void took(Taken cash);

    /**
     * Cash goes out of the drawer to whom it is paid back. Joins the caller's transaction.
     * @param cash what and why; its {@code barcode} is the number of the refund
     * @return false, with nothing changed, when less lies in the drawer
     */
    boolean gave(Taken cash);

    /** @return what lies in the drawer of a node, in fen */
    long inDrawer(String nodeCode);

    /** @return all cash that a node's keeper answers for: in the drawer, or offered and not taken along, in fen */
    long withKeeper(String nodeCode);

    /** @return what a node offers and nobody has taken along yet, the oldest first */
    List<Offered> offered(String nodeCode);

    /** A bundle of cash. @param fen as its keeper counted it */
    @Serdeable
    record Offered(String handoverId, long fen, Instant offeredAt) {}

    /** @param fen above 0 @param actor who took it, or gave it */
    record Taken(
            String barcode, String countyCode, String orderId, String nodeCode, long fen, String actor, Instant at) {
        public Taken {
            if (fen <= 0) {
                throw new IllegalArgumentException("no cash: " + fen);
            }
        }
    }
}
