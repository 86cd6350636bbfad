package org.cunlu.search.sales;

import jakarta.inject.Singleton;
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
            table.add(pieces(orderId, 1));
        }
    }

    void ended(String orderId) {
        if (table.uncount(orderId)) {
            table.add(pieces(orderId, -1));
        }
    }

    private Map<String, Long> pieces(String orderId, int sign) {
        return orders.lines(List.of(orderId)).getOrDefault(orderId, List.of()).stream()
                .collect(Collectors.groupingBy(
                        OrderLine::offerId, Collectors.summingLong(line -> (long) sign * line.quantity())));
    }
}
