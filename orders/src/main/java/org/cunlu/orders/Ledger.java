package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.CashSettled;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;

/**
 * The books: double entry, balanced journals, append-only. Each method writes one journal with one cause, joins the
 * caller's transaction and fails when that cause was booked before. Which journal each makes stands in docs/ledger.md.
 */
public interface Ledger {
    /** What an order will cost its seller, line by line, and bring its station. Frozen in the order when it is placed. */
    record Terms(List<LineTerms> lines, long stationFeeFen) {
        public Terms {
            lines = List.copyOf(lines);
        }

        /** @return of all lines */
        public long commissionFen() {
            return lines.stream().map(LineTerms::commissionFen).reduce(0L, Math::addExact);
        }
    }

    /** @param lines in their order */
    Terms terms(String sellerCode, List<Commissions.Item> lines);

    /**
     * A payment arrived through a gateway.
     * @param fenByOrder what it pays of each order
     */
    void captured(String countyCode, String gateway, String paymentId, Map<String, Long> fenByOrder);

    /** Money arrived that is not what was asked for: it is kept apart until somebody decides. */
    void held(String countyCode, String gateway, String paymentId, long fen);

    /** The buyer paid to the keeper of a node. @param cashFen what was taken; a difference is the keeper's */
    void cashTaken(Order order, String nodeCode, long cashFen);

    /**
     * Cash went on from a station, or from whoever carried it.
     * @param fromNode null when a driver had it
     * @param toNode null while a driver has it
     * @param leftFen what it should be @param gotFen what was counted; a difference is its last holder's
     */
    void cashHanded(
            String countyCode,
            String handoverId,
            @Nullable String fromNode,
            @Nullable String toNode,
            long leftFen,
            long gotFen);

    /** What was between two counts is settled: whoever answered for it does no more. */
    void cashSettled(CashSettled settled);

    /** A release of the reserve took stock that was for sale: its level owes whose it was. */
    void releaseTook(ReleaseTook taken);

    /** A village paid for what a release brought it. */
    void reliefPaid(ReliefPaid paid);

    /**
     * The goods are delivered: what the buyer paid becomes everybody's due.
     * @param handedOverAt node that gave them to the buyer, or to the carrier
     */
    void delivered(Order order, String handedOverAt);

    /**
     * Its goods were lost by those who carried them: their seller gets what he would have got, and whoever lost them owes it.
     * @param payer code of a node, {@code carrier}, or null when nobody pays
     */
    void goodsLost(Order order, @Nullable String payer);

    /** They turned up after all: the journal of their loss is reversed; nothing happens without one. */
    void goodsFound(Order order);

    /** What was paid for the first order pays for its sister, which serves a part of it. */
    void moved(Order first, Order sister);

    /** The rest of a presale was not paid in time, and its seller keeps the deposit. */
    void depositKept(Order order);

    /**
     * A part of a delivered order is taken back; what goes to the buyer is his prepaid money again, and
     * {@link Refunds#owePart} owes it to him. Its group is locked.
     * @return what of each line, for {@link PlacingRules#takenBack}
     * @throws IllegalStateException when it is more than {@link #reversible} says
     */
    List<TakenBack> reversed(Order order, Reversal reversal);

    /** @return what of a delivered order may still be taken back; its group is locked */
    Reversible reversible(Order order);

    /** @return the same as it was at a moment: what was taken back since does not count */
    Reversible reversibleAt(Order order, Instant at);

    /** Money leaves for a party. */
    void payoutSent(Payout payout);

    /** The bank has paid it. */
    void payoutPaid(Payout payout);

    /** It came back, and is the party's again. */
    void payoutBounced(Payout payout);

    /** @return what may be paid to a party now; below 0 when it owes */
    long payableFen(Party party);

    /** Cash of a node arrived at the bank. @param remittanceId what it was brought as */
    void cashBanked(String countyCode, String remittanceId, String nodeCode, long fen);

    /** Whoever asks what a node may bank waits until this transaction has ended. */
    void lockCash(String nodeCode);

    /** @return cash that came in from other nodes and is not banked; what a node took itself it hands in first */
    long cashToBankFen(String nodeCode);

    /** Money of an order will go back to the buyer. */
    void refundDue(String countyCode, String refundId, String orderId, long fen);

    /** The gateway paid it back. */
    void refunded(String countyCode, String gateway, String refundId, String orderId, long fen);

    /** A payment was taken from the buyer's balance. */
    void capturedFromBalance(String countyCode, String accountId, String paymentId, Map<String, Long> fenByOrder);

    /** A keeper took cash for orders that are paid before they are sent. */
    void capturedInCash(String countyCode, String nodeCode, String paymentId, Map<String, Long> fenByOrder);

    /** What was to be paid back went to the buyer's balance instead. One way only: it books the same cause as {@link #refunded}. */
    void refundedToBalance(String countyCode, String accountId, String refundId, String orderId, long fen);

    /** It was paid back from the county's own account at a bank, by hand. */
    void refundedByBank(String countyCode, String refundId, String orderId, long fen);

    /** A keeper paid out of his drawer what somebody had on his balance. */
    void cashRefunded(String countyCode, String accountId, String nodeCode, String refundId, long fen);

    /** What a person had on his balance is to go to his bank account. */
    void withdrawalAsked(String countyCode, String accountId, String withdrawalId, long fen);

    /** It does not, and is a balance again. @param backTo whose; another's when the account was merged since */
    void withdrawalBack(String countyCode, String accountId, String backTo, String withdrawalId, long fen);

    /** What was paid for an order goes to its buyer's balance, with no refund of a gateway. */
    void paidBackToBalance(Order order, long fen, String cause);

    /** One account's balance is another's. */
    void balanceMerged(String countyCode, String fromAccountId, String intoAccountId, long fen);

    /** Held money pays what it was meant for. @param overFen what there is beyond it goes back by this refund */
    void heldApplied(String countyCode, String paymentId, Map<String, Long> fenByOrder, String orderId, long overFen);

    /** Held money goes back, by a refund that names this order. */
    void heldReturned(String countyCode, String paymentId, String orderId, long fen);
}
