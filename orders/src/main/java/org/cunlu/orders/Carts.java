package org.cunlu.orders;

import java.util.Collection;
import java.util.List;

/** What each account means to buy. */
public interface Carts {
    /** @return in order of offer id; empty when there is nothing */
    List<CartLine> lines(String accountId);

    /** The same, and nobody else changes or sells this cart until the caller's transaction has ended. */
    List<CartLine> lock(String accountId);

    /** Takes out what was bought. Joins the caller's transaction, if there is one. */
    void remove(String accountId, Collection<String> offerIds);

    /**
     * Gives what one account means to buy to another, as far as that has room and does not want the same already. Whoever
     * places from the old cart at the time is through before, or finds it empty. Joins the caller's transaction.
     */
    void handOver(String fromAccountId, String intoAccountId);

    /** Empties the cart for good; waits for whoever places from it. Joins the caller's transaction. */
    void forget(String accountId);
}
