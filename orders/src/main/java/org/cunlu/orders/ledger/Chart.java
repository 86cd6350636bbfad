package org.cunlu.orders.ledger;

import java.util.List;
import java.util.Optional;
import org.cunlu.orders.Party;

/** Codes of accounts; what each stands for is told in docs/ledger.md. */
final class Chart {
    static final String PLATFORM_REVENUE = "platform-revenue";
    static final String FREIGHT_REVENUE = "freight-revenue";
    static final String CARRIER_PAYABLE = "carrier-payable";

    /** Tax on the platform's commission, owed to the tax office. */
    static final String TAX_ON_FEES = "tax-on-fees";

    /** Discounts that the platform pays. */
    static final String DISCOUNTS_GIVEN = "discounts-given";

    /** What the platform bears of claims. */
    static final String GOODWILL = "goodwill";

    /** The county's account at its bank. */
    static final String BANK = "bank";

    /** What is lost and nobody pays for. */
    static final String LOSSES = "losses";

    /** Counts that were wrong; the right ones that follow make up for them. */
    static final String CASH_MISCOUNTED = "cash-miscounted";

    /** Cash that is missing, or too much, and that nobody answers for. */
    static final String CASH_OVER_SHORT = "cash-over-short";

    /** Sale stock of the co-operative itself that releases of the reserve took. */
    static final String RELEASED_GOODS = "released-goods";

    private Chart() {}

    /** What a level of government owes for sale stock that its releases took. */
    static String reserveReceivable(String levelCode) {
        return "reserve-receivable:" + levelCode;
    }

    /** What villages paid for goods of a level's releases. */
    static String reliefProceeds(String levelCode) {
        return "relief-proceeds:" + levelCode;
    }

    /** What a person has with the county. */
    static String accountBalance(String accountId) {
        return "account-balance:" + accountId;
    }

    /** What of it is to go to his bank account. */
    static String withdrawalPayable(String accountId) {
        return "withdrawal-payable:" + accountId;
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

    /** What of a seller's due may be paid out. */
    static String sellerReleased(String sellerCode) {
        return "seller-released:" + sellerCode;
    }

    /** What left for the parties of a batch, until the bank says what became of it. */
    static String payoutSent(String batchId) {
        return "payout-sent:" + batchId;
    }

    /** A brand's part of discounts. */
    static String brandReceivable(String brandCode) {
        return "brand-receivable:" + brandCode;
    }

    /** A programme's part of prices. */
    static String subsidyReceivable(String programmeCode) {
        return "subsidy-receivable:" + programmeCode;
    }

    /** @return from which account a party is paid */
    static String payable(Party party) {
        return switch (party.kind()) {
            case SELLER -> sellerReleased(party.code());
            case HOST -> hostPayable(party.code());
            case STATION -> stationFeePayable(party.code());
            case CARRIER -> CARRIER_PAYABLE;
            case ACCOUNT -> withdrawalPayable(party.code());
        };
    }

    /** @return all accounts between a party and the county */
    static List<String> accounts(Party party) {
        return switch (party.kind()) {
            case SELLER -> List.of(sellerPayable(party.code()), sellerReleased(party.code()));
            case HOST -> List.of(hostPayable(party.code()));
            case STATION ->
                List.of(stationFeePayable(party.code()), liveStationPayable(party.code()), lossClaim(party.code()));
            case CARRIER -> List.of(CARRIER_PAYABLE, lossClaim("carrier"));
            case ACCOUNT -> List.of(withdrawalPayable(party.code()));
        };
    }

    /** @return whose account it is; empty where it is no party's */
    static Optional<Party> party(String account) {
        int colon = account.indexOf(':');
        String code = account.substring(colon + 1);
        return switch (colon < 0 ? account : account.substring(0, colon)) {
            case "seller-payable", "seller-released" -> Optional.of(new Party(Party.Kind.SELLER, code));
            case "live-host-payable" -> Optional.of(new Party(Party.Kind.HOST, code));
            case "station-fee-payable", "live-station-payable" -> Optional.of(new Party(Party.Kind.STATION, code));
            case "loss-claim" ->
                Optional.of(new Party(code.equals("carrier") ? Party.Kind.CARRIER : Party.Kind.STATION, code));
            case CARRIER_PAYABLE -> Optional.of(new Party(Party.Kind.CARRIER, "carrier"));
            default -> Optional.empty();
        };
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
