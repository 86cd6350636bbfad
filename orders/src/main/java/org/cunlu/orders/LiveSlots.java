package org.cunlu.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is on air now, for carts and quotes. */
public interface LiveSlots {
    /** @return of these slots those that are on air and within their time, by id; nothing is sent to the database for none */
    Map<String, Offered> onAir(Collection<String> slotIds);

    /**
     * Lets a few at a time try to buy in the same slots, here at this instance; at once and without waiting what has no live line.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code sold-out} when fewer were left a moment ago, by what this
     *     instance saw within the last second, before anything is asked of the database; 429 {@code live-crowded} after a long wait
     */
    <T> T inTurn(List<CartLine> cart, Supplier<T> attempt);

    /**
     * Lets a few at a time put pieces of a slot into their carts, here at this instance, beside those who try to buy; nobody is
     * told from memory that nothing is left.
     * @throws org.cunlu.kernel.problem.ProblemException 429 {@code live-crowded} after a long wait
     */
    <T> T inLine(String slotId, Supplier<T> attempt);

    /** A buyer has it in his cart: from now on what he takes of it is counted. Repeating it changes nothing. */
    void enter(String slotId, String accountId);

    /** What a villager's old record took is his own account's from now on. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);

    /**
     * What a slot offers.
     * @param nodeCode where its pieces lie
     * @param buyerLimit pieces that one buyer may have
     * @param left pieces that nobody has
     */
    record Offered(
            LiveUse use, String offerId, String skuCode, String nodeCode, long priceFen, int buyerLimit, long left) {}
}
