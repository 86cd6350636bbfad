package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Part;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.Reversal.Fault;
import org.cunlu.orders.aftersales.CountTable.Count;

/**
 * Money of a request: taken back from those who earned by it, and owed to the buyer the way he paid; what he paid in cash goes to
 * his balance. What its discounts took of budgets and caps goes back as well. Joins the caller's transaction, in which the order's group is locked.
 */
@Singleton
class Paying {
    private final CountTable counts;
    private final AfterLineTable lines;
    private final Ledger ledger;
    private final Refunds refunds;
    private final Balances balances;
    private final OrderBook book;
    private final PlacingRules rules;

    Paying(
            CountTable counts,
            AfterLineTable lines,
            Ledger ledger,
            Refunds refunds,
            Balances balances,
            OrderBook book,
            PlacingRules rules) {
        this.counts = counts;
        this.lines = lines;
        this.ledger = ledger;
        this.refunds = refunds;
        this.balances = balances;
        this.book = book;
        this.rules = rules;
    }

    /** @return what these pieces come to, at most */
    long worthFen(String orderId, List<Part> parts) {
        Map<Integer, Count> counted = counts.of(orderId);
        return parts.stream()
                .mapToLong(part -> most(counted.get(part.lineNo()), part.pieces()))
                .reduce(0, Math::addExact);
    }

    private static long most(Count count, int pieces) {
        return Math.min(count.shareFen(pieces), count.leftFen());
    }

    /**
     * @param parts of the request, with all their pieces
     * @param fen in all, at most their worth; {@code Long.MAX_VALUE} for all of it
     * @return what goes back, 0 or more
     * @throws ProblemException 409 {@code more-than-paid}
     */
    long settle(AfterSale request, Order order, List<Part> parts, long fen) {
        Map<Integer, Count> counted = counts.of(order.orderId());
        long worth = parts.stream()
                .mapToLong(part -> most(counted.get(part.lineNo()), part.pieces()))
                .reduce(0, Math::addExact);
        long wanted = fen == Long.MAX_VALUE ? worth : fen;
        if (wanted > worth || wanted < 0) {
            throw ProblemException.of(409, "more-than-paid", "超过可退金额 · More than what was paid for it", null)
                    .fact("mostFen", worth);
        }
        List<Reversal.Part> back = share(request, parts, counted, wanted, worth);
        long freight = parts.stream().anyMatch(part -> part.lineNo() == AfterLineTable.FREIGHT)
                ? wanted - back.stream().mapToLong(Reversal.Part::goodsFen).sum()
                : carriage(request, wanted == worth);
        owe(request, order, back, freight);
        return back.stream().mapToLong(Reversal.Part::goodsFen).sum() + freight;
    }

    /** Of what is left each line takes in proportion to what is left, so that the last takes the rest and none more than its worth. */
    private List<Reversal.Part> share(
            AfterSale request, List<Part> parts, Map<Integer, Count> counted, long wanted, long worth) {
        var back = new ArrayList<Reversal.Part>();
        long left = wanted;
        long worthLeft = worth;
        for (Part part : parts) {
            long most = most(counted.get(part.lineNo()), part.pieces());
            long some = worthLeft == 0
                    ? 0
                    : BigInteger.valueOf(left)
                            .multiply(BigInteger.valueOf(most))
                            .divide(BigInteger.valueOf(worthLeft))
                            .longValueExact();
            pay(request, part.lineNo(), part.pieces(), part.pieces(), some);
            lines.settle(request.requestId(), part.lineNo(), some);
            int pieces = request.kind() == Kind.RETURN ? part.pieces() : 0;
            if (part.lineNo() != AfterLineTable.FREIGHT && pieces + some > 0) {
                back.add(new Reversal.Part(part.lineNo(), pieces, some));
            }
            left -= some;
            worthLeft -= most;
        }
        return back;
    }

    /** With the last of the goods, where it is not its buyer's wish alone that they go back, the carriage does too. */
    private long carriage(AfterSale request, boolean whole) {
        if (!whole
                || request.fault() == Fault.NOBODY
                || request.kind() == Kind.CLAIM
                || request.kind() == Kind.EXCHANGE) {
            return 0;
        }
        Map<Integer, Count> now = counts.of(request.orderId());
        Count freight = now.get(AfterLineTable.FREIGHT);
        boolean last = now.values().stream()
                .filter(count -> count.lineNo() != AfterLineTable.FREIGHT)
                .allMatch(count -> count.settled() == count.received());
        if (!last || freight == null || freight.opened() > 0 || freight.leftFen() == 0 || freight.settled() > 0) {
            return 0;
        }
        pay(request, AfterLineTable.FREIGHT, 1, 0, freight.leftFen());
        lines.addFreight(request, freight.leftFen());
        return freight.leftFen();
    }

    private void pay(AfterSale request, int lineNo, int pieces, int opened, long fen) {
        if (!counts.pay(request.orderId(), lineNo, pieces, opened, fen)) {
            throw new IllegalStateException("counts of a locked order moved: " + request.requestId());
        }
    }

    private void owe(AfterSale request, Order order, List<Reversal.Part> back, long freight) {
        if (back.isEmpty() && freight == 0) {
            return;
        }
        // Goods that cost the buyer nothing were paid for by whoever gave the discount, who has it back.
        rules.takenBack(
                order,
                ledger.reversed(
                        order, new Reversal(request.requestId(), back, freight, request.fault(), request.payer())));
        long fen = back.stream().mapToLong(Reversal.Part::goodsFen).sum() + freight;
        if (fen == 0) {
            return;
        }
        boolean cash = book.group(order.groupId()).orElseThrow().payment() == PaymentChoice.CASH_AT_PICKUP;
        if (cash) {
            // Its keeper's drawer went to the county long ago: it is the buyer's from now on, to buy with or to be paid
            // out.
            balances.payBack(order, fen, request.requestId());
        } else {
            refunds.owePart(order, fen, OrderStep.Why.AFTER_SALES);
        }
    }
}
