package org.cunlu.orders;

/** How a buyer means to pay. */
public enum PaymentChoice {
    /** Through a payment gateway, before the goods are sent. */
    ONLINE,
    /** 到付: to the station keeper at pickup. Inside the county only: outside it nobody of ours takes the money. */
    CASH_AT_PICKUP
}
