package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.OrderLine;

/** Rows of order lines, written once. */
@Singleton
class LineTable {
    private static final String COLUMNS =
            "order_id, line_no, offer_id, sku_code, name, quantity, unit_price_fen, amount_fen";

    private final Sql sql;

    LineTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<OrderLine> lines, Map<String, String> countyByOrder) {
        sql.insertMany(
                "INSERT INTO ord_line (" + COLUMNS + ", county_code)",
                lines.stream()
                        .map(line -> new Object[] {
                            line.orderId(),
                            line.lineNo(),
                            line.offerId(),
                            line.skuCode(),
                            line.name(),
                            line.quantity(),
                            line.unitPriceFen(),
                            line.amountFen(),
                            countyByOrder.get(line.orderId())
                        })
                        .toList());
    }

    Map<String, List<OrderLine>> find(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT " + COLUMNS + " FROM ord_line WHERE order_id IN (" + Sql.marks(orderIds.size())
                                + ") ORDER BY order_id, line_no",
                        LineTable::line,
                        orderIds.toArray())
                .stream()
                .collect(Collectors.groupingBy(OrderLine::orderId));
    }

    private static OrderLine line(Row row) {
        return new OrderLine(
                row.string("order_id"),
                row.integer("line_no"),
                row.string("offer_id"),
                row.string("sku_code"),
                row.string("name"),
                row.integer("quantity"),
                row.number("unit_price_fen"),
                row.number("amount_fen"));
    }
}
