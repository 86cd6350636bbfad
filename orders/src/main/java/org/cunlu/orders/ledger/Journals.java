package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cunlu.logistics.CashSettled;
import org.cunlu.orders.Order;
import org.cunlu.orders.Payout;
import org.cunlu.orders.ledger.Journal.Kind;

/** The journal of each event. Pure; docs/ledger.md shows them with numbers. */
final class Journals {
    private Journals() {}

    static Journal captured(String countyCode, String gateway, String paymentId, Map<String, Long> fenByOrder) {
        long sum = fenByOrder.values().stream().reduce(0L, Math::addExact);
        var journal = Journal.of(Kind.PAYMENT_CAPTURED, countyCode, paymentId)
                .debit(Chart.gatewayClearing(gateway), null, sum);
        new TreeMap<>(fenByOrder).forEach((orderId, fen) -> journal.credit(Chart.buyerPrepaid(orderId), orderId, fen));
        return journal.balanced();
    }

    static Journal held(String countyCode, String gateway, String paymentId, long fen) {
        return Journal.of(Kind.PAYMENT_HELD, countyCode, paymentId)
                .debit(Chart.gatewayClearing(gateway), null, fen)
                .credit(Chart.paymentsHeld(paymentId), null, fen)
                .balanced();
    }

    /** The buyer has paid what he owed; what the keeper has more or less of it is between him and the county. */
    static Journal cashTaken(Order order, String nodeCode, long cashFen) {
        return Journal.of(Kind.CASH_TAKEN, order.countyCode(), order.orderId())
                .debit(Chart.cashHeld(nodeCode), order.orderId(), cashFen)
                .debit(Chart.cashDifference(nodeCode), order.orderId(), Math.subtractExact(order.payableFen(), cashFen))
                .credit(Chart.buyerPrepaid(order.orderId()), order.orderId(), order.payableFen())
                .balanced();
    }

    /** Out of a drawer or a driver's hands into the next; what is missing stays with who had it. */
    static Journal cashSettled(CashSettled settled) {
        String where = switch (settled.ending()) {
            case PAID_IN -> Chart.cashHeld(settled.paidInAt());
            case MISCOUNTED -> Chart.CASH_MISCOUNTED;
            case WRITTEN_OFF -> Chart.CASH_OVER_SHORT;
        };
        return Journal.of(Kind.CASH_SETTLED, settled.countyCode(), settled.handoverId() + ":" + settled.seen())
                .debit(where, null, settled.missingFen())
                .credit(
                        Chart.cashDifference(settled.ofStation() ? settled.node() : settled.handoverId()),
                        null,
                        settled.missingFen())
                .balanced();
    }

    static Journal cashHanded(
            String countyCode,
            String handoverId,
            @Nullable String fromNode,
            @Nullable String toNode,
            long leftFen,
            long gotFen) {
        String from = fromNode == null ? Chart.cashInTransit(handoverId) : Chart.cashHeld(fromNode);
        String to = toNode == null ? Chart.cashInTransit(handoverId) : Chart.cashHeld(toNode);
        return Journal.of(toNode == null ? Kind.CASH_CARRIED : Kind.CASH_BROUGHT_IN, countyCode, handoverId)
                .debit(to, null, gotFen)
                .debit(
                        Chart.cashDifference(fromNode == null ? handoverId : fromNode),
                        null,
                        Math.subtractExact(leftFen, gotFen))
                .credit(from, null, leftFen)
                .balanced();
    }

    /**
     * The station that worked on it is the one that handed it over, or, when it left the county, the one that sent it.
     * Its fee comes out of the freight; the rest of the freight is the network's, or the carrier's.
     * Commission and its tax, shares of a live session, and what others pay of a discount make the seller's due.
     * @param others fen by account, {@link LineSplit#sum}
     */
    static Journal delivered(Order order, String handedOverAt, SortedMap<String, Long> others) {
        String station = order.outside() ? order.fromNode() : handedOverAt;
        // A second parcel of the same goods pays no carriage: the network bears its station's fee.
        boolean carriersToo = order.outside() && order.freightFen() >= order.stationFeeFen();
        String carriage = carriersToo ? Chart.CARRIER_PAYABLE : Chart.FREIGHT_REVENUE;
        var journal = Journal.of(Kind.ORDER_DELIVERED, order.countyCode(), order.orderId())
                .debit(Chart.buyerPrepaid(order.orderId()), order.orderId(), order.payableFen())
                .credit(Chart.sellerPayable(order.sellerCode()), order.orderId(), due(order, others));
        credit(journal, order, others, Chart.PLATFORM_REVENUE::equals);
        credit(journal, order, others, Chart.TAX_ON_FEES::equals);
        journal.credit(Chart.stationFeePayable(station), order.orderId(), order.stationFeeFen())
                .credit(carriage, order.orderId(), Math.subtractExact(order.freightFen(), order.stationFeeFen()));
        credit(
                journal,
                order,
                others,
                account -> !account.equals(Chart.PLATFORM_REVENUE) && !account.equals(Chart.TAX_ON_FEES));
        return journal.balanced();
    }

    private static void credit(
            Journal.Writing journal, Order order, SortedMap<String, Long> others, Predicate<String> which) {
        others.forEach((account, fen) -> {
            if (which.test(account)) {
                journal.credit(account, order.orderId(), fen);
            }
        });
    }

    private static long due(Order order, SortedMap<String, Long> others) {
        return Math.subtractExact(order.soldFen(), others.values().stream().reduce(0L, Math::addExact));
    }

    /** The seller is paid as for a sale; the platform and whoever else would have had a share earn nothing by a loss. */
    static Journal goodsLost(Order order, @Nullable String payer, SortedMap<String, Long> others) {
        long due = due(order, others);
        return Journal.of(Kind.GOODS_LOST, order.countyCode(), order.orderId())
                .debit(payer == null ? Chart.LOSSES : Chart.lossClaim(payer), order.orderId(), due)
                .credit(Chart.sellerPayable(order.sellerCode()), order.orderId(), due)
                .balanced();
    }

    /** @param lost postings of the journal of the loss @param released whether the seller's due was released meanwhile */
    static Journal goodsFound(Order order, List<Posting> lost, boolean released) {
        var reversal = Journal.of(Kind.GOODS_FOUND, order.countyCode(), order.orderId());
        String payable = Chart.sellerPayable(order.sellerCode());
        lost.forEach(posting -> reversal.credit(
                released && posting.account().equals(payable)
                        ? Chart.sellerReleased(order.sellerCode())
                        : posting.account(),
                posting.orderId(),
                posting.amountFen()));
        return reversal.balanced();
    }

    static Journal moved(Order first, Order sister) {
        return Journal.of(Kind.MONEY_MOVED, sister.countyCode(), sister.orderId())
                .debit(Chart.buyerPrepaid(first.orderId()), first.orderId(), sister.totalFen())
                .credit(Chart.buyerPrepaid(sister.orderId()), sister.orderId(), sister.totalFen())
                .balanced();
    }

    /** It makes good what the seller loses by it: the platform takes no commission. */
    static Journal depositKept(Order order) {
        return Journal.of(Kind.DEPOSIT_KEPT, order.countyCode(), order.orderId())
                .debit(Chart.buyerPrepaid(order.orderId()), order.orderId(), order.depositFen())
                .credit(Chart.sellerPayable(order.sellerCode()), order.orderId(), order.depositFen())
                .balanced();
    }

    static Journal refundDue(String countyCode, String refundId, String orderId, long fen) {
        return Journal.of(Kind.REFUND_DUE, countyCode, refundId)
                .debit(Chart.buyerPrepaid(orderId), orderId, fen)
                .credit(Chart.refundsPayable(orderId), orderId, fen)
                .balanced();
    }

    static Journal refunded(String countyCode, String gateway, String refundId, String orderId, long fen) {
        return Journal.of(Kind.REFUND_PAID, countyCode, refundId)
                .debit(Chart.refundsPayable(orderId), orderId, fen)
                .credit(Chart.gatewayClearing(gateway), orderId, fen)
                .balanced();
    }

    /** The window for claims is over. @param fen what is still the seller's of it; not 0 */
    static Journal released(String countyCode, String orderId, String sellerCode, long fen) {
        return Journal.of(Kind.SELLER_RELEASED, countyCode, orderId)
                .debit(Chart.sellerPayable(sellerCode), orderId, fen)
                .credit(Chart.sellerReleased(sellerCode), orderId, fen)
                .balanced();
    }

    static Journal payoutSent(Payout payout) {
        return Journal.of(Kind.PAYOUT_SENT, payout.countyCode(), payout.payoutId())
                .debit(Chart.payable(payout.party()), null, payout.fen())
                .credit(Chart.payoutSent(payout.batchId()), null, payout.fen())
                .balanced();
    }

    static Journal payoutPaid(Payout payout) {
        return Journal.of(Kind.PAYOUT_PAID, payout.countyCode(), payout.payoutId())
                .debit(Chart.payoutSent(payout.batchId()), null, payout.fen())
                .credit(Chart.BANK, null, payout.fen())
                .balanced();
    }

    static Journal payoutBounced(Payout payout) {
        return Journal.of(Kind.PAYOUT_BOUNCED, payout.countyCode(), payout.payoutId())
                .debit(Chart.payoutSent(payout.batchId()), null, payout.fen())
                .credit(Chart.payable(payout.party()), null, payout.fen())
                .balanced();
    }

    static Journal cashBanked(String countyCode, String remittanceId, String nodeCode, long fen) {
        return Journal.of(Kind.CASH_BANKED, countyCode, remittanceId)
                .debit(Chart.BANK, null, fen)
                .credit(Chart.cashHeld(nodeCode), null, fen)
                .balanced();
    }
}
