package org.cunlu.orders;

import java.time.Instant;

/** Something that an order waits for when it is paid, other than its goods. What it holds is sent by {@link PaidOrders}. */
public interface PaidHold {
    /** What is to be done with an order. */
    enum Answer {
        /** It is none of this. */
        SEND,
        /** Its goods stay held, and it is sent later. */
        WAIT,
        /** It is too late: its money goes back. */
        GIVE_BACK
    }

    /** Counts it as paid. Joins the paying transaction, before stock. @param order open, its goods reserved, its group locked */
    Answer paid(Order order, Instant now);
}
