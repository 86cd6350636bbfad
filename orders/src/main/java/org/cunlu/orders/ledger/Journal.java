package org.cunlu.orders.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What one cause does to the books. There is no journal that does not balance.
 * @param cause id of the payment, order or refund; one journal of a kind for each
 */
record Journal(Kind kind, String countyCode, String cause, List<Posting> postings) {
    /** What happened. */
    enum Kind {
        PAYMENT_CAPTURED,
        PAYMENT_HELD,
        CASH_TAKEN,
        CASH_CARRIED,
        CASH_BROUGHT_IN,
        CASH_SETTLED,
        ORDER_DELIVERED,
        GOODS_LOST,
        GOODS_FOUND,
        MONEY_MOVED,
        DEPOSIT_KEPT,
        REFUND_DUE,
        REFUND_PAID,
        BALANCE_PAID_BACK,
        BALANCE_MERGED,
        CASH_REFUNDED,
        WITHDRAWAL_ASKED,
        WITHDRAWAL_BACK,
        HELD_APPLIED,
        HELD_RETURNED,
        ORDER_REVERSED,
        SELLER_RELEASED,
        PAYOUT_SENT,
        PAYOUT_PAID,
        PAYOUT_BOUNCED,
        CASH_BANKED,
        RELEASE_TOOK,
        RELIEF_PAID
    }

    Journal {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new IllegalArgumentException("a journal has two sides: " + kind + " of " + cause);
        }
        long sum = 0;
        for (Posting posting : postings) {
            sum = Math.addExact(sum, posting.amountFen());
        }
        if (sum != 0) {
            throw new IllegalArgumentException("journal does not balance by " + sum + " fen: " + kind + " of " + cause);
        }
    }

    static Writing of(Kind kind, String countyCode, String cause) {
        return new Writing(kind, countyCode, cause);
    }

    /** Gathers postings; amounts of 0 are left out. */
    static final class Writing {
        private final Kind kind;
        private final String countyCode;
        private final String cause;
        private final List<Posting> postings = new ArrayList<>();

        private Writing(Kind kind, String countyCode, String cause) {
            this.kind = kind;
            this.countyCode = countyCode;
            this.cause = cause;
        }

        Writing debit(String account, String orderId, long fen) {
            return add(account, orderId, fen);
        }

        Writing credit(String account, String orderId, long fen) {
            return add(account, orderId, Math.negateExact(fen));
        }

        boolean moves() {
            return !postings.isEmpty();
        }

        Journal balanced() {
            return new Journal(kind, countyCode, cause, postings);
        }

        private Writing add(String account, String orderId, long amountFen) {
            if (amountFen != 0) {
                postings.add(new Posting(account, orderId, amountFen));
            }
            return this;
        }
    }
}
