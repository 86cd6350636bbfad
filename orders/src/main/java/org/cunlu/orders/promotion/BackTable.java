package org.cunlu.orders.promotion;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** What of the discounts of lines went back to their budgets: with it and the steps of lines each budget adds up. */
@Singleton
class BackTable {
    private final Sql sql;

    BackTable(Sql sql) {
        this.sql = sql;
    }

    record Back(String orderId, int lineNo, String promotionId, long fen) {}

    void add(List<Back> backs) {
        if (backs.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        for (Back back : backs) {
            arguments.addAll(List.of(back.orderId(), back.lineNo(), back.promotionId(), back.fen()));
        }
        sql.change(
                "INSERT INTO ord_promotion_back (order_id, line_no, promotion_id, fen) VALUES "
                        + String.join(",", Collections.nCopies(backs.size(), "(?, ?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE fen = ord_promotion_back.fen + VALUES(fen)",
                arguments.toArray());
    }

    /** What was given back is taken again. */
    void takeAgain(List<Back> backs) {
        if (backs.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder("CASE");
        var where = new ArrayList<String>();
        var keys = new ArrayList<Object>();
        for (Back back : backs) {
            cases.append(" WHEN order_id = ? AND line_no = ? AND promotion_id = ? THEN ?");
            arguments.addAll(List.of(back.orderId(), back.lineNo(), back.promotionId(), back.fen()));
            where.add("(order_id = ? AND line_no = ? AND promotion_id = ?)");
            keys.addAll(List.of(back.orderId(), back.lineNo(), back.promotionId()));
        }
        arguments.addAll(keys);
        sql.change(
                "UPDATE ord_promotion_back SET fen = fen - " + cases + " ELSE 0 END WHERE "
                        + String.join(" OR ", where),
                arguments.toArray());
    }
}
