package org.cunlu.orders;

/** How an order stands, on its three axes. */
public record OrderState(Lifecycle lifecycle, PaymentStatus payment, FulfilmentStatus fulfilment) {
    /** Whether anybody still has something to do. */
    public enum Lifecycle {
        OPEN,
        COMPLETED,
        CANCELLED
    }

    /** Where the buyer's money is. */
    public enum PaymentStatus {
        UNPAID,
        /** The deposit of a presale is paid, and the rest is not asked for yet. */
        DEPOSIT_PAID,
        /** The goods are there: the rest is asked for. */
        BALANCE_DUE,
        PAID,
        /** To be paid to the keeper at pickup. */
        CASH_DUE,
        /** Paid, and owed back. */
        REFUND_DUE,
        REFUNDED,
        /** The rest was not paid in time, and the seller keeps the deposit, as was agreed. */
        FORFEITED
    }

    /** Where the goods are. */
    public enum FulfilmentStatus {
        /** Not there yet: held of what is still to come. */
        EXPECTED,
        /** Held until it is paid, and until all pay who buy together. */
        RESERVED,
        /** Held for good, waiting to be packed. */
        ALLOCATED,
        /** In a parcel, on the way. */
        PACKED,
        /** At its station. */
        READY,
        HANDED_OVER,
        WITH_CARRIER,
        /** Free for others again. */
        GIVEN_BACK,
        /** In their parcel, back where they came from. */
        RETURNED,
        /** Nobody looks for them any more. */
        LOST
    }

    public OrderState with(Lifecycle next) {
        return new OrderState(next, payment, fulfilment);
    }

    public OrderState with(PaymentStatus next) {
        return new OrderState(lifecycle, next, fulfilment);
    }

    public OrderState with(FulfilmentStatus next) {
        return new OrderState(lifecycle, payment, next);
    }
}
