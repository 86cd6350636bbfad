package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderStep;

/** Rows of history: one for each version of an order. */
@Singleton
class HistoryTable {
    private final Sql sql;

    HistoryTable(Sql sql) {
        this.sql = sql;
    }

    /** Writes how the orders stand now. */
    void insert(List<Order> orders, Instant at, String actor, OrderStep.Why why) {
        sql.insertManySoon(
                "INSERT INTO ord_order_history (order_id, version, county_code, lifecycle, payment_status,"
                        + " fulfilment_status, at, actor, why)",
                orders.stream()
                        .map(order -> new Object[] {
                            order.orderId(),
                            order.version(),
                            order.countyCode(),
                            order.state().lifecycle(),
                            order.state().payment(),
                            order.state().fulfilment(),
                            at,
                            actor,
                            why
                        })
                        .toList());
    }

    Map<String, List<OrderStep>> find(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        List<OrderStep> steps = sql.list(
                "SELECT order_id, version, lifecycle, payment_status, fulfilment_status, at, actor, why"
                        + " FROM ord_order_history WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") ORDER BY order_id, version",
                row -> new OrderStep(
                        row.string("order_id"),
                        row.integer("version"),
                        OrderTable.state(row),
                        row.instant("at"),
                        row.string("actor"),
                        row.constant("why", OrderStep.Why.class)),
                orderIds.toArray());
        return steps.stream().collect(Collectors.groupingBy(OrderStep::orderId));
    }
}
