package org.cunlu.orders;

/** Money that goes back. */
public interface Refunds {
    /**
     * Owes the buyer all that captured payments hold of an order and that did not go back yet, writes the journal, and has
     * the gateways pay it soon. Joins the caller's transaction, which moves the order to REFUND_DUE.
     * @return what is owed, 0 when nothing was paid through a gateway
     */
    long owe(Order order, OrderStep.Why why);

    /**
     * Owes a part of it; the order stays PAID.
     * @param fen above 0
     * @throws IllegalStateException when captured payments hold less of the order
     */
    void owePart(Order order, long fen, OrderStep.Why why);

    /**
     * What was paid for an order pays for another of its group. Joins the caller's transaction.
     * @param fen above 0
     * @throws IllegalStateException when captured payments hold less of the order
     */
    void shift(Order from, String toOrderId, long fen);
}
