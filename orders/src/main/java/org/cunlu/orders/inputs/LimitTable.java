package org.cunlu.orders.inputs;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.orders.PlacingRule.Line;

/** Rows of limits and of what buyers hold of them. */
@Singleton
class LimitTable {
    /** Of MySQL and of MariaDB: a check was broken. */
    private static final List<Integer> CHECK_BROKEN = List.of(3819, 4025);

    private static final String SELECT = "SELECT limit_id, county_code, season, what, code, unit, amount, valid_from,"
            + " valid_until, version FROM ord_input_limit ";

    /**
     * Limits that lines count under, by the day on which their buyer ordered, the county's: its midnight is 16:00 of the day
     * before in UTC. A sister that serves what was picked short is younger than its group.
     */
    private static final String COUNTED = """
            FROM ord_line n
            JOIN ord_order o ON o.order_id = n.order_id
            JOIN ord_group g ON g.group_id = o.group_id
            JOIN ord_input_limit l ON l.county_code = g.county_code
                AND DATE(TIMESTAMPADD(HOUR, 8, g.placed_at)) BETWEEN l.valid_from AND l.valid_until
                AND (l.what = 'CLASS' AND (l.code = n.input_kind OR l.code = 'RESTRICTED_PESTICIDE' AND n.input_restricted)
                  OR l.what = 'INGREDIENT' AND l.code = n.input_ingredient
                  OR l.what = 'SKU' AND l.code = n.sku_code)
            WHERE n.input_kind IS NOT NULL""";

    private static final String PER_PIECE = "CASE l.unit WHEN 'GRAMS' THEN n.input_grams ELSE 1 END";

    /** All that open and done orders hold, by limit and buyer. */
    static final String HELD = "SELECT l.limit_id, o.account_id, SUM((n.quantity - n.short_quantity) * " + PER_PIECE
            + ") AS held " + COUNTED + " AND o.lifecycle <> 'CANCELLED' GROUP BY l.limit_id, o.account_id";

    private final Sql sql;

    LimitTable(Sql sql) {
        this.sql = sql;
    }

    /** What a buyer would have. */
    record Over(Limit limit, long used, long wanted) {}

    /** One at a time changes them. */
    void waitForTurn() {
        sql.one("SELECT name FROM ord_input_guard WHERE name = 'limits' FOR UPDATE", row -> row.string("name"));
    }

    /** @return false when one of the limits has too little left: nothing was taken */
    boolean take(List<Line> lines) {
        var arguments = new ArrayList<>(pieceArguments(lines));
        arguments.addAll(orders(lines));
        try {
            sql.change(
                    "INSERT INTO ord_input_use (limit_id, account_id, used, amount) SELECT l.limit_id, o.account_id, SUM("
                            + pieces(lines) + " * " + PER_PIECE + "), l.amount " + among(lines)
                            + " GROUP BY l.limit_id, o.account_id, l.amount ORDER BY l.limit_id LOCK IN SHARE MODE"
                            + " ON DUPLICATE KEY UPDATE ord_input_use.used = ord_input_use.used + VALUES(used),"
                            + " ord_input_use.amount = VALUES(amount)",
                    arguments.toArray());
            return true;
        } catch (SqlFailure e) {
            if (CHECK_BROKEN.contains(e.number())) {
                return false;
            }
            throw e;
        }
    }

    void giveBack(List<Line> lines) {
        var arguments = new ArrayList<>(pieceArguments(lines));
        arguments.addAll(orders(lines));
        sql.change(
                "UPDATE ord_input_use u JOIN (SELECT l.limit_id, o.account_id, SUM(" + pieces(lines) + " * " + PER_PIECE
                        + ") AS back " + among(lines)
                        + " GROUP BY l.limit_id, o.account_id) t ON t.limit_id = u.limit_id AND t.account_id = u.account_id"
                        + " SET u.used = u.used - t.back",
                arguments.toArray());
    }

    /** @return the limits that these lines are too much for */
    List<Over> over(List<Line> lines) {
        var arguments = new ArrayList<>(pieceArguments(lines));
        arguments.addAll(orders(lines));
        return sql
                .list(
                        "SELECT l.*, COALESCE(MAX(u.used), 0) AS used, SUM(" + pieces(lines) + " * " + PER_PIECE
                                + ") AS wanted "
                                + among(lines)
                                        .replace(
                                                "WHERE",
                                                "LEFT JOIN ord_input_use u ON u.limit_id = l.limit_id"
                                                        + " AND u.account_id = o.account_id WHERE")
                                + " GROUP BY l.limit_id, l.county_code, l.season, l.what, l.code, l.unit, l.amount,"
                                + " l.valid_from, l.valid_until, l.version ORDER BY l.limit_id",
                        row -> new Over(limit(row), row.number("used"), row.number("wanted")),
                        arguments.toArray())
                .stream()
                .filter(each -> each.used() + each.wanted() > each.limit().amount())
                .toList();
    }

    void insert(Limit made) {
        sql.change(
                "INSERT INTO ord_input_limit (limit_id, county_code, season, what, code, unit, amount, valid_from,"
                        + " valid_until, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                made.limitId(),
                made.countyCode(),
                made.season(),
                made.what(),
                made.code(),
                made.unit(),
                made.amount(),
                made.validFrom(),
                made.validUntil());
    }

    Optional<Limit> find(String limitId) {
        return sql.one(SELECT + "WHERE limit_id = ?", LimitTable::limit, limitId);
    }

    List<Limit> of(Collection<String> counties) {
        return counties.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE county_code IN (" + Sql.marks(counties.size()) + ") ORDER BY limit_id",
                        LimitTable::limit,
                        counties.toArray());
    }

    /** @return those of the same thing that share a day with it */
    List<Limit> overlapping(Limit wanted) {
        return sql.list(
                SELECT + "WHERE county_code = ? AND what = ? AND code = ? AND valid_from <= ? AND valid_until >= ?",
                LimitTable::limit,
                wanted.countyCode(),
                wanted.what(),
                wanted.code(),
                wanted.validUntil(),
                wanted.validFrom());
    }

    /** @return false when it was not as it was read, or somebody holds more already */
    boolean amount(Limit from, long amount) {
        try {
            boolean changed = sql.change(
                            "UPDATE ord_input_limit SET amount = ?, version = version + 1 WHERE limit_id = ? AND version = ?",
                            amount,
                            from.limitId(),
                            from.version())
                    == 1;
            if (changed) {
                sql.change("UPDATE ord_input_use SET amount = ? WHERE limit_id = ?", amount, from.limitId());
            }
            return changed;
        } catch (SqlFailure e) {
            if (CHECK_BROKEN.contains(e.number())) {
                return false;
            }
            throw e;
        }
    }

    /** @return what the buyer who holds most of it holds */
    long most(String limitId) {
        return sql.one(
                        "SELECT COALESCE(MAX(used), 0) AS most FROM ord_input_use WHERE limit_id = ?",
                        row -> row.number("most"),
                        limitId)
                .orElseThrow();
    }

    /** Together they may hold more than one may: then there is nothing left, and nobody is sent away with what he has. */
    void handOver(String from, String into) {
        sql.change(
                "INSERT INTO ord_input_use (limit_id, account_id, used, amount)"
                        + " SELECT u.limit_id, ?, u.used, u.amount FROM ord_input_use u WHERE u.account_id = ?"
                        + " ON DUPLICATE KEY UPDATE ord_input_use.amount = GREATEST(ord_input_use.amount, ord_input_use.used + VALUES(used)),"
                        + " ord_input_use.used = ord_input_use.used + VALUES(used)",
                into,
                from);
        sql.change("DELETE FROM ord_input_use WHERE account_id = ?", from);
    }

    private static String among(List<Line> lines) {
        return COUNTED + " AND n.order_id IN (" + Sql.marks(orders(lines).size()) + ")";
    }

    private static List<String> orders(List<Line> lines) {
        return lines.stream()
                .map(each -> each.line().orderId())
                .distinct()
                .sorted()
                .toList();
    }

    private static String pieces(List<Line> lines) {
        return "CASE" + " WHEN n.order_id = ? AND n.line_no = ? THEN ?".repeat(lines.size()) + " ELSE 0 END";
    }

    private static List<Object> pieceArguments(List<Line> lines) {
        var arguments = new ArrayList<Object>();
        for (Line each : lines) {
            arguments.add(each.line().orderId());
            arguments.add(each.line().lineNo());
            arguments.add((long) each.pieces());
        }
        return arguments;
    }

    private static Limit limit(Row row) {
        return new Limit(
                row.string("limit_id"),
                row.string("county_code"),
                row.string("season"),
                row.constant("what", Limit.What.class),
                row.string("code"),
                row.constant("unit", Limit.Unit.class),
                row.number("amount"),
                row.date("valid_from"),
                row.date("valid_until"),
                row.integer("version"));
    }
}
