package org.cunlu.orders.paying;

import jakarta.inject.Singleton;

/**
 * Paying from the buyer's balance: taken in the transaction in which it pays ({@link Capturing}), given back in the one in which the
 * refund is made ({@link Refunding}).
 */
@Singleton
class FromBalance extends SettledHere {
    static final String CODE = "BALANCE";

    FromBalance() {
        super(CODE);
    }
}
