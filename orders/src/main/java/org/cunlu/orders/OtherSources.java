package org.cunlu.orders;

import org.cunlu.orders.Sources.Choice;

/** Where else an order's pieces can be had, by the same rules as when it was placed. */
public interface OtherSources {
    /**
     * @param wish pieces that are not to be had where the order is served from
     * @param whole whether nothing else of the order goes from there: then another single node is no splitting
     * @return from which other nodes they can go to the same place, as of now
     */
    Choice choose(Order order, Wish wish, boolean whole);
}
