package org.cunlu.orders;

/**
 * What is not right with money and needs a person: money that is not what was asked for, a refund that a gateway refuses, a
 * bill that differs. Each is a ticket with an owner, a state and a history; the same matter twice is one ticket.
 */
public interface MoneyTickets {
    /** What is not right. */
    enum Kind {
        /** A payment of another amount than was asked for. Subject: the payment. */
        PAYMENT_HELD,
        /** A gateway says that it will not pay back. Subject: the refund. */
        REFUND_REFUSED,
        /** A refund that a gateway neither makes nor refuses. Subject: the refund. */
        REFUND_STUCK,
        /** A gateway paid back what was already paid back otherwise. Subject: the refund. */
        REFUND_TWICE,
        /** A genuine notice of a payment that is not ours. Subject: gateway and its number. */
        NOTICE_UNKNOWN,
        /** We have it, the gateway's bill has not. Subject of these: gateway, day and number. */
        BILL_MISSING_THERE,
        /** The bill has it, we have not. */
        BILL_MISSING_HERE,
        BILL_AMOUNT_DIFFERS,
        /** The bill says that it happened, and we do not. */
        BILL_STATE_DIFFERS,
        /** The bill has it twice. */
        BILL_TWICE,
        /** Nobody answered for what was short, over or damaged in time. Subject: the difference. */
        DIFFERENCE_OVERDUE,
        /** A bank did not pay out what it was told to. */
        PAYOUT_BOUNCED
    }

    /**
     * @param subject what it is about, at most 64 ASCII characters
     * @param fen how much is at stake, 0 or more
     * @param facts ids and amounts, no personal data, at most 300 characters
     */
    record Wanted(String countyCode, Kind kind, String subject, long fen, String facts) {}

    /**
     * Opens one, unless there is one of this kind and subject, whatever its state. Joins the caller's transaction. Its owner is
     * the county operator with the fewest open ones; nobody where the county has none.
     * @return whether it was opened now
     */
    boolean open(Wanted wanted);

    /** Resolves it where it is open: the matter was settled by what this person did. Joins the caller's transaction. */
    void settled(Kind kind, String subject, String actor, String note);
}
