package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.BuyerAfterSales.Askable;
import org.cunlu.orders.BuyerAfterSales.AskableLine;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.aftersales.CountTable.Count;

/** What may still be asked of an order, by the rules that are kept when it is asked. */
@Singleton
class StillAskable {
    private final OrderBook book;
    private final Receipt receipt;
    private final Skus skus;
    private final AfterTable table;
    private final CountTable counts;
    private final Terms terms;
    private final Transactions transactions;
    private final Clock clock;

    StillAskable(
            OrderBook book,
            Receipt receipt,
            Skus skus,
            AfterTable table,
            CountTable counts,
            Terms terms,
            Transactions transactions,
            Clock clock) {
        this.book = book;
        this.receipt = receipt;
        this.skus = skus;
        this.table = table;
        this.counts = counts;
        this.terms = terms;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws ProblemException not found */
    Askable of(String buyer, String orderId) {
        return transactions.read(() -> {
            Order order = book.order(orderId)
                    .filter(found -> found.accountId().equals(buyer))
                    .orElseThrow(ProblemException::notFound);
            Instant received = receipt.when(order).orElse(null);
            if (received == null || table.ofOrder(orderId) >= Asking.REQUESTS_MAX) {
                return new Askable(List.of(), null);
            }
            Map<Integer, Count> counted = counts.seen(orderId);
            List<OrderLine> bought = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
            Map<String, Sku> goods =
                    skus.find(bought.stream().map(OrderLine::skuCode).collect(Collectors.toSet()));
            var lines = new ArrayList<AskableLine>();
            for (OrderLine line : bought) {
                AskableLine askable = line(line, goods.get(line.skuCode()), counted.get(line.lineNo()), received);
                if (askable.pieces() > 0 && !askable.until().isEmpty()) {
                    lines.add(askable);
                }
            }
            return new Askable(lines, late(order, counted.get(AfterLineTable.FREIGHT)));
        });
    }

    private AskableLine line(OrderLine line, Sku sku, @Nullable Count count, Instant received) {
        int got = line.quantity() - line.shortQuantity();
        int pieces = count == null ? got : got - count.opened() - count.settled();
        int back = Rules.fresh(sku) ? 0 : count == null ? pieces : pieces - count.exchanged();
        var until = new EnumMap<Reason, Instant>(Reason.class);
        for (Reason reason : Reason.values()) {
            Instant end = Rules.until(reason, Set.of(sku), terms, received);
            boolean possible = reason.allows(Kind.CLAIM)
                    || reason.allows(Kind.REFUND_ONLY)
                    || back > 0 && Rules.goesBack(reason, sku);
            if (reason != Reason.LATE && possible && clock.instant().isBefore(end)) {
                until.put(reason, end);
            }
        }
        return new AskableLine(line.lineNo(), line.name(), pieces, Math.max(back, 0), until);
    }

    private @Nullable Instant late(Order order, @Nullable Count carriage) {
        Instant said = receipt.saidOrNot(order).orElse(null);
        if (said == null
                || order.freightFen() == 0
                || !said.isAfter(order.promisedAt())
                || carriage != null && carriage.opened() + carriage.settled() > 0) {
            return null;
        }
        Instant end = Rules.until(Reason.LATE, List.of(), terms, said);
        return clock.instant().isBefore(end) ? end : null;
    }
}
