package org.cunlu.logistics;

import java.time.Instant;

/** The drawers in which nodes keep what was paid for parcels. Told by the hand-over, in its transaction. */
public interface CashDrawer {
    void took(Taken cash);

    /** @return what lies in the drawer of a node, in fen */
    long inDrawer(String nodeCode);

    /** @param fen above 0 @param actor who took it */
    record Taken(
            String barcode, String countyCode, String orderId, String nodeCode, long fen, String actor, Instant at) {
        public Taken {
            if (fen <= 0) {
                throw new IllegalArgumentException("no cash: " + fen);
            }
        }
    }
}
