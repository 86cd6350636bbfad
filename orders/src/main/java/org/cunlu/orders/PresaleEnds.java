package org.cunlu.orders;

import java.time.Instant;
import java.util.Optional;

/**
 * What the terms of a presale say of the deposit of an order that ends before its goods are sent. What is kept is booked.
 * The first two join the caller's transaction, in which the order's group is locked; an order of no presale keeps nothing.
 */
public interface PresaleEnds {
    /**
     * @return whether the seller keeps the deposit of an order that its buyer cancels
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code presale-binding} when he may not cancel it now
     */
    boolean keepsOnCancel(Order order);

    /** @return whether the seller keeps the deposit of an order whose rest was not paid in time */
    boolean keepsWhenUnpaid(Order order);

    /** @return when the rest of its deposit was to be paid, however often that was put off since; empty for an order of no presale */
    Optional<Instant> restBy(Order order);
}
