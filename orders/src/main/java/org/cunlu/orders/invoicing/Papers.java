package org.cunlu.orders.invoicing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Reversible;
import org.cunlu.orders.invoicing.PaperTable.Paper;
import org.cunlu.orders.invoicing.PaperTable.Part;

/**
 * Makes the papers of an order: the blue one of what was not taken back by then, and red ones of what was taken back since, at the rates of
 * the blue one, so that together they always come to what is left. Joins the caller's transaction, which has locked its invoice.
 */
@Singleton
class Papers {
    static final int FREIGHT = 0;

    private final PaperTable table;
    private final OrderBook book;
    private final Ledger ledger;
    private final TaxRates rates;
    private final Ids ids;
    private final Clock clock;

    Papers(PaperTable table, OrderBook book, Ledger ledger, TaxRates rates, Ids ids, Clock clock) {
        this.table = table;
        this.book = book;
        this.ledger = ledger;
        this.rates = rates;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was taken back is not invoiced. */
    Paper blue(Order order) {
        return blue(order, ids.next(), ledger.reversible(order), clock.instant());
    }

    /**
     * Writes down the blue one of an order that was handed over before papers were kept: what was left of it then. The file of that
     * time named no paper but the order, and so does this one; its rates are those of today, for the ones of then are known to nobody here.
     */
    Paper blueOfThen(Order order, Instant exportedAt) {
        return blue(order, order.orderId(), ledger.reversibleAt(order, exportedAt), exportedAt);
    }

    private Paper blue(Order order, String paperId, Reversible left, Instant exportedAt) {
        var lines = new TreeMap<Integer, Part>();
        for (OrderLine line : book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of())) {
            long fen = left.goodsFen().getOrDefault(line.lineNo(), 0L);
            if (fen > 0) {
                int bps = rates.bps(line.terms() == null ? null : line.terms().category());
                lines.put(line.lineNo(), new Part(left.pieces().get(line.lineNo()), fen, bps, TaxRates.tax(fen, bps)));
            }
        }
        if (left.freightFen() > 0) {
            int bps = rates.bps(null);
            lines.put(FREIGHT, new Part(1, left.freightFen(), bps, TaxRates.tax(left.freightFen(), bps)));
        }
        var paper = new Paper(paperId, 0, null, taken(order, left), lines);
        table.insert(order, paper, exportedAt);
        return paper;
    }

    /** @return empty when its papers come to what is left of it */
    Optional<Paper> red(Order order) {
        var blue = table.blue(order.orderId());
        if (blue.isEmpty()) {
            return Optional.empty();
        }
        Reversible left = ledger.reversible(order);
        SortedMap<Integer, Part> lines = new TreeMap<>();
        table.sums(order.orderId()).forEach((lineNo, sum) -> {
            boolean freight = lineNo == FREIGHT;
            long rest = freight ? left.freightFen() : left.goodsFen().getOrDefault(lineNo, 0L);
            int pieces = freight ? Long.signum(rest) : left.pieces().getOrDefault(lineNo, 0);
            if (rest < sum.fen()) {
                lines.put(
                        lineNo,
                        new Part(
                                pieces - sum.pieces(),
                                rest - sum.fen(),
                                sum.bps(),
                                TaxRates.tax(rest, sum.bps()) - sum.taxFen()));
            }
        });
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var paper = new Paper(ids.next(), blue.get().papers(), blue.get().paperId(), taken(order, left), lines);
        table.insert(order, paper, clock.instant());
        return Optional.of(paper);
    }

    private static long taken(Order order, Reversible left) {
        long rest = left.goodsFen().values().stream().reduce(left.freightFen(), Math::addExact);
        return Math.subtractExact(Math.addExact(order.soldFen(), order.freightFen()), rest);
    }
}
