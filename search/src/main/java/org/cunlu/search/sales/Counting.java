package org.cunlu.search.sales;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;

/** Counts each order once, however often and in whatever order its news come. Joins the transaction of the news. */
@Singleton
class Counting {
    private final SalesTable table;
    private final OrderBook orders;

    Counting(SalesTable table, OrderBook orders) {
        this.table = table;
        this.orders = orders;
    }

    void paid(String orderId) {
        if (table.count(orderId)) {
            table.add(pieces(List.of(orderId), 1));
        }
    }

    /** Refused as a whole where one of them was counted, or has ended, before. */
    void allPaid(Collection<String> orderIds) {
        table.countAll(orderIds);
        table.add(pieces(orderIds, 1));
    }

    void ended(Collection<String> orderIds) {
        List<String> counted = table.uncount(orderIds);
        if (!counted.isEmpty()) {
            table.add(pieces(counted, -1));
        }
    }

    private Map<String, Long> pieces(Collection<String> orderIds, int sign) {
        Map<String, List<OrderLine>> lines = orders.lines(orderIds);
        return orderIds.stream()
                .flatMap(order -> lines.getOrDefault(order, List.of()).stream())
                .collect(Collectors.groupingBy(
                        OrderLine::offerId, Collectors.summingLong(line -> (long) sign * line.quantity())));
    }
}
