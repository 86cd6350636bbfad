package org.cunlu.orders.invoicing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Order;

/** Rows of what was handed over to be invoiced: of an order one blue paper (蓝字), and a red one (红字) for each time that more of it had gone back. */
@Singleton
class PaperTable {
    private final Sql sql;

    PaperTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * One that was handed over.
     * @param nth 0 for the blue one @param blueId which it takes back; null for the blue one
     * @param takenFen all that had been taken back of the order by then
     * @param lines by number, 0 is the carriage; of a red one all are below 0
     */
    record Paper(String paperId, int nth, @Nullable String blueId, long takenFen, SortedMap<Integer, Part> lines) {
        boolean red() {
            return blueId != null;
        }
    }

    /** @param bps rate of the tax that {@code fen} holds */
    record Part(int pieces, long fen, int bps, long taxFen) {}

    /** @param paperId of the blue one @param papers how many there are */
    record Blue(String paperId, int papers) {}

    void insert(Order order, Paper paper, Instant now) {
        sql.change(
                "INSERT INTO ord_invoice_paper (paper_id, county_code, order_id, nth, blue_id, taken_fen, exported_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                paper.paperId(),
                order.countyCode(),
                order.orderId(),
                paper.nth(),
                paper.blueId(),
                paper.takenFen(),
                now);
        if (!paper.lines().isEmpty()) {
            sql.insertMany(
                    "INSERT INTO ord_invoice_paper_line (paper_id, line_no, order_id, pieces, fen, bps, tax_fen)",
                    paper.lines().entrySet().stream()
                            .map(each -> new Object[] {
                                paper.paperId(),
                                each.getKey(),
                                order.orderId(),
                                each.getValue().pieces(),
                                each.getValue().fen(),
                                each.getValue().bps(),
                                each.getValue().taxFen()
                            })
                            .toList());
        }
    }

    Optional<Blue> blue(String orderId) {
        return sql.one(
                "SELECT MIN(CASE WHEN nth = 0 THEN paper_id END) AS paper_id, COUNT(*) AS n FROM ord_invoice_paper"
                        + " WHERE order_id = ? HAVING COUNT(*) > 0",
                row -> new Blue(row.string("paper_id"), row.integer("n")),
                orderId);
    }

    /** @return what all papers of an order come to, by line */
    SortedMap<Integer, Part> sums(String orderId) {
        var sums = new TreeMap<Integer, Part>();
        sql.list(
                "SELECT line_no, CAST(SUM(pieces) AS SIGNED) AS pieces, CAST(SUM(fen) AS SIGNED) AS fen, MAX(bps) AS bps,"
                        + " CAST(SUM(tax_fen) AS SIGNED) AS tax FROM ord_invoice_paper_line WHERE order_id = ?"
                        + " GROUP BY line_no",
                row -> sums.put(
                        row.integer("line_no"),
                        new Part(row.integer("pieces"), row.number("fen"), row.integer("bps"), row.number("tax"))),
                orderId);
        return sums;
    }

    /** @return orders of which more was taken back than their papers say, the oldest first */
    List<String> outdated(String county, int limit) {
        return sql.list(
                "SELECT p.order_id FROM (SELECT order_id, MAX(taken_fen) AS fen FROM ord_invoice_paper"
                        + " WHERE county_code = ? GROUP BY order_id) p WHERE p.fen <"
                        + " (SELECT COALESCE(SUM(r.freight_fen), 0) FROM ord_reversal r WHERE r.order_id = p.order_id)"
                        + " + (SELECT COALESCE(SUM(l.goods_fen), 0) FROM ord_reversal_line l WHERE l.order_id = p.order_id)"
                        + " ORDER BY p.order_id LIMIT ?",
                row -> row.string("order_id"),
                county,
                limit);
    }
}
