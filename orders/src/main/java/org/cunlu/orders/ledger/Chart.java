package org.cunlu.orders.ledger;

/** Codes of accounts; what each stands for is told in docs/ledger.md. */
final class Chart {
    static final String PLATFORM_REVENUE = "platform-revenue";
    static final String FREIGHT_REVENUE = "freight-revenue";
    static final String CARRIER_PAYABLE = "carrier-payable";

    /** What is lost and nobody pays for. */
    static final String LOSSES = "losses";

    /** Counts that were wrong; the right ones that follow make up for them. */
    static final String CASH_MISCOUNTED = "cash-miscounted";

    /** Cash that is missing, or too much, and that nobody answers for. */
    static final String CASH_OVER_SHORT = "cash-over-short";

    /** The county's own account at a bank. */
    static final String BANK = "bank";

    private Chart() {}

    /** What a person has with the county. */
    static String accountBalance(String accountId) {
        return "account-balance:" + accountId;
    }

    static String lossClaim(String payer) {
        return "loss-claim:" + payer;
    }

    static String gatewayClearing(String gateway) {
        return "gateway-clearing:" + gateway;
    }

    static String cashHeld(String nodeCode) {
        return "cash-held:" + nodeCode;
    }

    static String cashInTransit(String handoverId) {
        return "cash-in-transit:" + handoverId;
    }

    static String cashDifference(String nodeCode) {
        return "cash-difference:" + nodeCode;
    }

    static String buyerPrepaid(String orderId) {
        return "buyer-prepaid:" + orderId;
    }

    static String paymentsHeld(String paymentId) {
        return "payments-held:" + paymentId;
    }

    static String sellerPayable(String sellerCode) {
        return "seller-payable:" + sellerCode;
    }

    static String stationFeePayable(String nodeCode) {
        return "station-fee-payable:" + nodeCode;
    }

    /** A live host's share of what was sold in his sessions. @param hostId his account */
    static String hostPayable(String hostId) {
        return "live-host-payable:" + hostId;
    }

    /** The share of a node that helped to sell in a live session. */
    static String liveStationPayable(String nodeCode) {
        return "live-station-payable:" + nodeCode;
    }

    static String refundsPayable(String orderId) {
        return "refunds-payable:" + orderId;
    }
}
