package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Orders of the shops in which the caller has the right to orders; another's is answered as one that does not exist. */
public interface ShopOrders {
    /** Which of them. */
    enum Part {
        /** Held for good and not packed yet: to be handed in. */
        TO_HAND_IN,
        /** Not to be handed in, and not over: unpaid, expected, or on the way. */
        UNDER_WAY,
        /** Completed or cancelled. */
        OVER
    }

    /** What is to be handed in comes oldest first, all else newest first. */
    Page<SellerOrderView> list(Caller caller, Part part, @Nullable String cursor, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} */
    SellerOrderView one(Caller caller, String orderId);

    /** @return how many there are; 0 for who has the right in no shop */
    long count(Caller caller, Part part);
}
