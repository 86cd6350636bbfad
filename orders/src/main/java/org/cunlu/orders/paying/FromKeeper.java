package org.cunlu.orders.paying;

import jakarta.inject.Singleton;

/**
 * Cash in a keeper's hands. It lies in his drawer from the transaction in which it pays ({@link Capturing}) on; what is to go back
 * goes to the buyer's balance, for the drawer is handed in meanwhile.
 */
@Singleton
class FromKeeper extends SettledHere {
    static final String CODE = "KEEPER";

    FromKeeper() {
        super(CODE);
    }
}
