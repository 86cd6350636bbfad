package org.cunlu.orders.ledger;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.Reversible;
import org.cunlu.orders.TakenBack;
import org.cunlu.orders.ledger.Journal.Kind;

/** Takes back parts of delivered orders; all parts of a line together take back the whole of it, to the fen. */
@Singleton
class Reversing {
    private final ReversalTable table;
    private final DueTable dues;
    private final OrderBook book;

    Reversing(ReversalTable table, DueTable dues, OrderBook book) {
        this.table = table;
        this.dues = dues;
        this.book = book;
    }

    Reversible reversible(Order order) {
        return left(order, table.taken(order.orderId()), table.freightTaken(order.orderId()));
    }

    Reversible reversibleAt(Order order, Instant at) {
        return left(order, table.takenUntil(order.orderId(), at), table.freightTakenUntil(order.orderId(), at));
    }

    private Reversible left(Order order, Map<Integer, ReversalTable.Taken> taken, long freightTaken) {
        var fen = new TreeMap<Integer, Long>();
        var pieces = new TreeMap<Integer, Integer>();
        for (LineSplit split : splits(order)) {
            var before = taken.getOrDefault(split.lineNo(), ReversalTable.NOTHING);
            fen.put(split.lineNo(), split.netFen() - before.goodsFen());
            pieces.put(split.lineNo(), split.pieces() - before.pieces());
        }
        return new Reversible(fen, pieces, order.freightFen() - freightTaken);
    }

    /** @param journal empty where it moves no money */
    record Reversed(Optional<Journal> journal, List<TakenBack> parts) {}

    /** @return the journal of it, for a reversal that is written down with it, and what it takes of each line */
    Reversed reverse(Order order, Reversal reversal) {
        Map<Integer, ReversalTable.Taken> before = table.taken(order.orderId());
        check(order, reversal);
        Map<Integer, LineSplit> splits =
                splits(order).stream().collect(Collectors.toMap(LineSplit::lineNo, Function.identity()));
        var others = new TreeMap<String, Long>();
        var parts = new ArrayList<TakenBack>();
        for (Reversal.Part part : reversal.parts()) {
            var was = before.getOrDefault(part.lineNo(), ReversalTable.NOTHING);
            LineSplit split = splits.get(part.lineNo());
            TakenBack taken = split.taking(was, part);
            split.back(taken).forEach((account, fen) -> others.merge(account, fen, Math::addExact));
            parts.add(taken);
        }
        table.insert(order, reversal);
        return new Reversed(journal(order, reversal, others), parts);
    }

    private Optional<Journal> journal(Order order, Reversal reversal, SortedMap<String, Long> others) {
        String seller = dues.released(order.orderId())
                ? Chart.sellerReleased(order.sellerCode())
                : Chart.sellerPayable(order.sellerCode());
        long goods = reversal.fen() - reversal.freightFen();
        var journal = Journal.of(Kind.ORDER_REVERSED, order.countyCode(), reversal.cause())
                .credit(Chart.buyerPrepaid(order.orderId()), order.orderId(), reversal.fen());
        String bearer = switch (reversal.fault()) {
            case SELLER, NOBODY -> seller;
            case NETWORK -> Chart.lossClaim(reversal.payer());
            case PLATFORM -> Chart.GOODWILL;
        };
        boolean undone = bearer.equals(seller);
        long borne = goods;
        for (var each : others.entrySet()) {
            // Nobody pays his part of a discount on goods that went back; whoever is at fault bears it instead.
            if (undone || each.getValue() < 0) {
                journal.debit(each.getKey(), order.orderId(), each.getValue());
                borne = Math.subtractExact(borne, each.getValue());
            }
        }
        journal.debit(bearer, order.orderId(), borne);
        journal.debit(
                reversal.fault() == Reversal.Fault.NOBODY ? Chart.FREIGHT_REVENUE : bearer,
                order.orderId(),
                reversal.freightFen());
        return journal.moves() ? Optional.of(journal.balanced()) : Optional.empty();
    }

    private void check(Order order, Reversal reversal) {
        if (order.state().lifecycle() != Lifecycle.COMPLETED) {
            throw new IllegalStateException("not delivered: order " + order.orderId());
        }
        Reversible left = reversible(order);
        boolean most = reversal.freightFen() <= left.freightFen();
        for (Reversal.Part part : reversal.parts()) {
            most &= part.goodsFen() <= left.goodsFen().getOrDefault(part.lineNo(), -1L)
                    && part.pieces() <= left.pieces().getOrDefault(part.lineNo(), -1);
        }
        if (!most) {
            throw new IllegalStateException("more is taken back than there is: " + reversal.cause());
        }
    }

    private List<LineSplit> splits(Order order) {
        return LineSplit.of(order, book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()));
    }
}
