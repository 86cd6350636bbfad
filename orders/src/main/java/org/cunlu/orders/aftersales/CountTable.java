package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** What was asked, replaced and paid back of each line, held by conditional changes. */
@Singleton
class CountTable {
    private final Sql sql;

    CountTable(Sql sql) {
        this.sql = sql;
    }

    /** A line. @param worthFen what its buyer paid for the pieces that he received */
    record Count(int lineNo, int received, int opened, int settled, int exchanged, long worthFen, long paidFen) {
        /** @return what so many pieces more are worth: shares of all parts add up to the whole */
        long shareFen(int pieces) {
            return upTo(Math.addExact(settled, pieces)) - upTo(settled);
        }

        private long upTo(int pieces) {
            return Math.multiplyExact(worthFen, (long) pieces) / received;
        }

        long leftFen() {
            return worthFen - paidFen;
        }
    }

    /** Begins to count, where nobody did. */
    void begin(String countyCode, String orderId, List<Count> lines) {
        sql.insertMany(
                "INSERT IGNORE INTO ord_after_count (order_id, line_no, county_code, received, opened, settled,"
                        + " exchanged, worth_fen, paid_fen)",
                lines.stream()
                        .map(line -> new Object[] {
                            orderId, line.lineNo(), countyCode, line.received(), 0, 0, 0, line.worthFen(), 0
                        })
                        .toList());
    }

    Map<Integer, Count> of(String orderId) {
        return sql
                .list("SELECT * FROM ord_after_count WHERE order_id = ? FOR UPDATE", CountTable::count, orderId)
                .stream()
                .collect(Collectors.toMap(Count::lineNo, Function.identity()));
    }

    /** For who only looks. */
    Map<Integer, Count> seen(String orderId) {
        return sql.list("SELECT * FROM ord_after_count WHERE order_id = ?", CountTable::count, orderId).stream()
                .collect(Collectors.toMap(Count::lineNo, Function.identity()));
    }

    /** @param goods whether they go back: what was replaced does so once @return false when there are not so many */
    boolean open(String orderId, int lineNo, int pieces, boolean goods) {
        return sql.change(
                        "UPDATE ord_after_count SET opened = opened + ? WHERE order_id = ? AND line_no = ?"
                                + " AND opened + settled + ? <= received AND (? = 0 OR opened + settled + exchanged + ? <= received)",
                        pieces,
                        orderId,
                        lineNo,
                        pieces,
                        goods ? 1 : 0,
                        pieces)
                == 1;
    }

    boolean close(String orderId, int lineNo, int pieces) {
        return sql.change(
                        "UPDATE ord_after_count SET opened = opened - ? WHERE order_id = ? AND line_no = ? AND opened >= ?",
                        pieces,
                        orderId,
                        lineNo,
                        pieces)
                == 1;
    }

    boolean exchanged(String orderId, int lineNo, int pieces) {
        return sql.change(
                        "UPDATE ord_after_count SET opened = opened - ?, exchanged = exchanged + ? WHERE order_id = ?"
                                + " AND line_no = ? AND opened >= ? AND exchanged + ? <= received",
                        pieces,
                        pieces,
                        orderId,
                        lineNo,
                        pieces,
                        pieces)
                == 1;
    }

    /** @param opened of them in an open request, which ends with it @return false when it would be more than was paid */
    boolean pay(String orderId, int lineNo, int pieces, int opened, long fen) {
        return sql.change(
                        "UPDATE ord_after_count SET opened = opened - ?, settled = settled + ?, paid_fen = paid_fen + ?"
                                + " WHERE order_id = ? AND line_no = ? AND opened >= ? AND paid_fen + ? <= worth_fen"
                                + " AND opened - ? + settled + ? <= received",
                        opened,
                        pieces,
                        fen,
                        orderId,
                        lineNo,
                        opened,
                        fen,
                        opened,
                        pieces)
                == 1;
    }

    private static Count count(Row row) {
        return new Count(
                row.integer("line_no"),
                row.integer("received"),
                row.integer("opened"),
                row.integer("settled"),
                row.integer("exchanged"),
                row.number("worth_fen"),
                row.number("paid_fen"));
    }
}
