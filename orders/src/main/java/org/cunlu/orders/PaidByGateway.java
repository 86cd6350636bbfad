package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What we know of money that went through gateways, for whoever compares it with their bills. */
public interface PaidByGateway {
    /** A payment. @param settled whether money came, as far as we know */
    record Payment(String paymentId, boolean settled, long paidFen) {}

    /** A refund. @param done whether it went back @param byGateway whether the gateway made it, or is to */
    record Refund(String refundId, boolean done, boolean byGateway, long amountFen) {}

    /** @return those of these numbers that are payments through this gateway */
    List<Payment> payments(String gateway, Collection<String> numbers);

    /** @return those of these numbers that are refunds of payments through this gateway */
    List<Refund> refunds(String gateway, Collection<String> numbers);

    /** @return payments that the gateway says were paid in this time: from, included, to, left out */
    List<Payment> paidBetween(String gateway, Instant from, Instant to);

    /** @return refunds by the gateway that were learnt of in this time */
    List<Refund> refundedBetween(String gateway, Instant from, Instant to);

    /** The gateway is asked for these now: its bill says that they happened. Joins the caller's transaction. */
    void askNow(Collection<String> paymentIds, Collection<String> refundIds);

    /** @return when the first payment through it was paid; null while there is none */
    Instant first(String gateway);
}
