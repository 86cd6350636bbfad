package org.cunlu.orders;

/** Learns at once how payments stand of which no notice came. */
public interface PaymentQuestions {
    /**
     * Asks the gateways about all payments of a group that are under way; one that was paid has its effect before this returns.
     * Goes outside, so never within a transaction.
     * @return false when a gateway could not say: nothing may be taken from the buyer for not having paid
     */
    boolean ask(String groupId);
}
