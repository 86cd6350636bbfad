package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is promoted, from memory: what another instance changes is known here two seconds later, and checked where it counts. */
public interface Promotions {
    /** @return those of the county that run at that time, in id order; no statement for what is known */
    List<Promotion> running(Instant now);

    /** @return by id, as they are in the database, whatever their state; no statement for none */
    Map<String, Promotion> find(Collection<String> ids);

    /** @return at which places of the cart's lines it holds; never of a live slot's */
    List<Integer> covered(Promotion promotion, Priced cart);

    /**
     * Nobody else changes it, or takes part in it by this way, until the transaction has ended.
     * @return empty when it does not run
     */
    Optional<Promotion> hold(String id, Instant now);

    /** One more coupon of it is claimed. Joins the transaction. @return false when there are no more, or it does not run */
    boolean issue(String id, int total);
}
