package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.DiscountsGiven.Given;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;

/** Rows of the steps that rules brought to lines: written with them in one statement, none for plain ones; never changed. */
@Singleton
class LineStepTable {
    private final Sql sql;

    LineStepTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<OrderLine> lines, Map<String, String> countyByOrder) {
        var rows = new ArrayList<Object[]>();
        for (OrderLine line : lines) {
            int no = 0;
            for (LineStep step : line.ruled()) {
                rows.add(new Object[] {
                    line.orderId(),
                    line.lineNo(),
                    ++no,
                    countyByOrder.get(line.orderId()),
                    step.kind(),
                    step.fen(),
                    step.ref(),
                    step.payer() == null ? null : step.payer().by(),
                    step.payer() == null ? null : step.payer().code()
                });
            }
        }
        if (!rows.isEmpty()) {
            sql.insertMany(
                    "INSERT INTO ord_line_price_step (order_id, line_no, step_no, county_code, kind, fen, ref, payer,"
                            + " payer_code)",
                    rows);
        }
    }

    /** @return steps by order and line, each in their order */
    Map<String, Map<Integer, List<LineStep>>> find(Collection<String> orderIds) {
        var found = new HashMap<String, Map<Integer, List<LineStep>>>();
        if (!orderIds.isEmpty()) {
            sql.list(
                    "SELECT order_id, line_no, kind, fen, ref, payer, payer_code FROM ord_line_price_step"
                            + " WHERE order_id IN (" + Sql.marks(orderIds.size())
                            + ") ORDER BY order_id, line_no, step_no",
                    row -> found.computeIfAbsent(row.string("order_id"), _ -> new HashMap<>())
                            .computeIfAbsent(row.integer("line_no"), _ -> new ArrayList<>())
                            .add(step(row)),
                    orderIds.toArray());
        }
        return found;
    }

    /** @return what was taken off by these, or by coupons of theirs, whose references begin with them */
    Map<String, Given> given(Collection<String> promotionIds) {
        var arguments = new ArrayList<Object>(promotionIds);
        promotionIds.forEach(id -> arguments.add(id + ":%"));
        var given = new HashMap<String, Given>();
        sql.list(
                "SELECT SUBSTRING_INDEX(ref, ':', 1) AS promotion_id, COUNT(DISTINCT order_id) AS orders, -SUM(fen) AS fen"
                        + " FROM ord_line_price_step WHERE ref IN (" + Sql.marks(promotionIds.size()) + ")"
                        + " OR ref LIKE ?".repeat(promotionIds.size()) + " GROUP BY promotion_id",
                row -> given.put(row.string("promotion_id"), new Given(row.number("orders"), row.number("fen"))),
                arguments.toArray());
        return given;
    }

    private static LineStep step(Row row) {
        return new LineStep(
                row.constant("kind", LineStep.Kind.class),
                row.number("fen"),
                row.string("ref"),
                row.string("payer") == null
                        ? null
                        : new Payer(row.constant("payer", Payer.By.class), row.string("payer_code")));
    }
}
