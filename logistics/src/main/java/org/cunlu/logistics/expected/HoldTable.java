package org.cunlu.logistics.expected;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.expected.ExpectedTable.Key;

/** What orders wait for. */
@Singleton
class HoldTable {
    private static final int ORDERS_A_STATEMENT = 1_000;

    private final Sql sql;

    HoldTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a hold. */
    enum State {
        WAITING,
        ARRIVED,
        GONE,
        RELEASED
    }

    /** @param arrived of {@code pieces}, what came */
    record Hold(
            String orderId,
            Key key,
            String countyCode,
            SkuAtNode goods,
            long pieces,
            long arrived,
            State state,
            boolean secured) {
        long outstanding() {
            return state == State.WAITING ? pieces - arrived : 0;
        }
    }

    void insert(List<Hold> holds, LocalDate giveUpOn, Instant now) {
        sql.insertMany(
                "INSERT INTO log_expected_hold (order_id, source_kind, source_id, line_no, county_code, sku_code,"
                        + " node_code, pieces, arrived, state, secured, held_at, give_up_on)",
                holds.stream()
                        .map(hold -> new Object[] {
                            hold.orderId(),
                            hold.key().source(),
                            hold.key().id(),
                            hold.key().lineNo(),
                            hold.countyCode(),
                            hold.goods().skuCode(),
                            hold.goods().nodeCode(),
                            hold.pieces(),
                            hold.arrived(),
                            hold.state(),
                            hold.secured() ? 1 : 0,
                            now,
                            giveUpOn
                        })
                        .toList());
    }

    /** @return who waits for a line, locked: those who paid first, then as they were placed */
    List<Hold> lockWaiting(Key key) {
        return sql.list(
                "SELECT * FROM log_expected_hold WHERE source_kind = ? AND source_id = ? AND line_no = ?"
                        + " AND state = 'WAITING' ORDER BY secured DESC, held_at, order_id FOR UPDATE",
                HoldTable::hold,
                key.source(),
                key.id(),
                key.lineNo());
    }

    /** The same in the order of placing alone. */
    List<Hold> lockByTime(Key key) {
        return sql.list(
                "SELECT * FROM log_expected_hold WHERE source_kind = ? AND source_id = ? AND line_no = ?"
                        + " AND state = 'WAITING' ORDER BY held_at, order_id FOR UPDATE",
                HoldTable::hold,
                key.source(),
                key.id(),
                key.lineNo());
    }

    /** They wait for nothing more of a line. @param arrived of what each waits for */
    void share(Key key, List<String> orderIds, long arrived, State to) {
        for (int start = 0; start < orderIds.size(); start += ORDERS_A_STATEMENT) {
            shareSome(key, orderIds.subList(start, Math.min(orderIds.size(), start + ORDERS_A_STATEMENT)), arrived, to);
        }
    }

    private void shareSome(Key key, List<String> orderIds, long arrived, State to) {
        var arguments = new ArrayList<Object>(List.of(arrived, to, key.source(), key.id(), key.lineNo()));
        arguments.addAll(orderIds);
        sql.change(
                "UPDATE log_expected_hold SET arrived = ?, state = ? WHERE source_kind = ? AND source_id = ?"
                        + " AND line_no = ? AND state = 'WAITING' AND order_id IN (" + Sql.marks(orderIds.size()) + ")",
                arguments.toArray());
    }

    void waitUntil(Key key, LocalDate giveUpOn) {
        sql.change(
                "UPDATE log_expected_hold SET give_up_on = ? WHERE source_kind = ? AND source_id = ? AND line_no = ?"
                        + " AND state = 'WAITING'",
                giveUpOn,
                key.source(),
                key.id(),
                key.lineNo());
    }

    List<Hold> of(String orderId) {
        return sql.list(
                "SELECT * FROM log_expected_hold WHERE order_id = ? ORDER BY source_kind, source_id, line_no",
                HoldTable::hold,
                orderId);
    }

    /** @return those of these orders that wait for nothing any more and got all, in order; their holds are locked */
    List<String> complete(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return List.of();
        }
        var all = sql.list(
                "SELECT * FROM log_expected_hold WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") ORDER BY order_id, source_kind, source_id, line_no FOR UPDATE",
                HoldTable::hold,
                orderIds.toArray());
        Set<String> lacking = new HashSet<>();
        all.stream().filter(hold -> hold.state() != State.ARRIVED).forEach(hold -> lacking.add(hold.orderId()));
        return orderIds.stream()
                .filter(order -> !lacking.contains(order))
                .distinct()
                .sorted()
                .toList();
    }

    /** @return the day on which the last is expected of what each of these orders still waits for; those without are absent */
    Map<String, LocalDate> lastDays(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT h.order_id, MAX(e.expected_on) AS expected_on FROM log_expected_hold h"
                                        + " JOIN log_expected e ON e.source_kind = h.source_kind AND e.source_id = h.source_id"
                                        + " AND e.line_no = h.line_no WHERE h.state = 'WAITING' AND h.order_id IN ("
                                        + Sql.marks(orderIds.size()) + ") GROUP BY h.order_id"
                                        + " HAVING MAX(e.expected_on) IS NOT NULL ORDER BY h.order_id",
                                row -> Map.entry(row.string("order_id"), row.date("expected_on")),
                                orderIds.toArray())
                        .stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** @return false when it does not stand so any more */
    boolean move(Hold from, long arrived, State to) {
        return sql.change(
                        "UPDATE log_expected_hold SET arrived = ?, state = ? WHERE order_id = ? AND source_kind = ?"
                                + " AND source_id = ? AND line_no = ? AND state = ? AND arrived = ?",
                        arrived,
                        to,
                        from.orderId(),
                        from.key().source(),
                        from.key().id(),
                        from.key().lineNo(),
                        from.state(),
                        from.arrived())
                == 1;
    }

    void secure(String orderId) {
        sql.change("UPDATE log_expected_hold SET secured = 1 WHERE order_id = ?", orderId);
    }

    /** What came or is gone is the order's no more. */
    void release(String orderId) {
        sql.change("UPDATE log_expected_hold SET state = 'RELEASED' WHERE order_id = ?", orderId);
    }

    /** @return waiting ones whose last day is over, the oldest first */
    List<Hold> overdue(LocalDate today, int limit) {
        var arguments = new ArrayList<Object>(List.of(today, limit));
        return sql.list(
                "SELECT * FROM log_expected_hold WHERE state = 'WAITING' AND give_up_on < ?"
                        + " ORDER BY give_up_on, order_id LIMIT ?",
                HoldTable::hold,
                arguments.toArray());
    }

    private static Hold hold(Row row) {
        return new Hold(
                row.string("order_id"),
                new Key(row.constant("source_kind", Source.class), row.string("source_id"), row.integer("line_no")),
                row.string("county_code"),
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.number("pieces"),
                row.number("arrived"),
                row.constant("state", State.class),
                row.flag("secured"));
    }
}
