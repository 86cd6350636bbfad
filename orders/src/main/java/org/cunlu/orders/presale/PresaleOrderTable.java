package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of what presales sold, order by order. */
@Singleton
class PresaleOrderTable {
    private static final int BATCH = 500;

    private final Sql sql;

    PresaleOrderTable(Sql sql) {
        this.sql = sql;
    }

    /** How far an order is. */
    enum State {
        WAITING,
        SHARED,
        SETTLED
    }

    /** An order of a presale. @param given its share; null until it is known @param lateTold how often its buyer was told */
    record Sold(
            String orderId,
            String presaleId,
            long pieces,
            State state,
            @Nullable Long given,
            long cutFen,
            long backFen,
            int lateTold) {}

    void insert(String orderId, Presale presale, long pieces) {
        sql.change(
                "INSERT INTO ord_presale_order (order_id, presale_id, county_code, pieces, state, cut_fen, back_fen, late_told)"
                        + " VALUES (?, ?, ?, ?, 'WAITING', 0, 0, ?)",
                orderId,
                presale.presaleId(),
                presale.countyCode(),
                pieces,
                // Who orders what is late already knows it.
                presale.lateness());
    }

    Optional<Sold> find(String orderId) {
        return sql.one("SELECT * FROM ord_presale_order WHERE order_id = ?", PresaleOrderTable::sold, orderId);
    }

    /** @return pieces in a buyer's open orders of a presale */
    long boughtBy(String accountId, String presaleId) {
        return sql.one(
                        "SELECT COALESCE(SUM(p.pieces), 0) AS pieces FROM ord_presale_order p JOIN ord_order o"
                                + " ON o.order_id = p.order_id WHERE p.presale_id = ? AND o.account_id = ?"
                                + " AND o.lifecycle = 'OPEN'",
                        row -> row.number("pieces"),
                        presaleId,
                        accountId)
                .orElseThrow();
    }

    /** @return pieces and orders that are under way */
    Standing standing(String presaleId) {
        return sql.one(
                        "SELECT COALESCE(SUM(p.pieces), 0) AS pieces, COUNT(*) AS orders, COALESCE(SUM(p.given), 0) AS given"
                                + " FROM ord_presale_order p JOIN ord_order o ON o.order_id = p.order_id"
                                + " WHERE p.presale_id = ? AND o.lifecycle <> 'CANCELLED'",
                        row -> new Standing(row.number("pieces"), row.number("orders"), row.number("given")),
                        presaleId)
                .orElseThrow();
    }

    /** What of a presale is sold and not cancelled. @param given pieces, of harvests that are in */
    record Standing(long pieces, long orders, long given) {}

    /** Writes the share of each down, by order, in a number of statements that hardly grows; who gets nothing is settled. */
    void share(String presaleId, Map<String, Long> given) {
        var byShare = new TreeMap<Long, List<String>>();
        given.forEach((order, pieces) ->
                byShare.computeIfAbsent(pieces, _ -> new ArrayList<>()).add(order));
        byShare.forEach((pieces, orders) -> {
            for (int i = 0; i < orders.size(); i += BATCH) {
                share(presaleId, orders.subList(i, Math.min(orders.size(), i + BATCH)), pieces);
            }
        });
        // Those that were over before wait for nothing.
        sql.change(
                "UPDATE ord_presale_order SET state = 'SETTLED' WHERE presale_id = ? AND state = 'WAITING'", presaleId);
    }

    private void share(String presaleId, List<String> orders, long pieces) {
        var arguments = new ArrayList<Object>(List.of(pieces, pieces == 0 ? State.SETTLED : State.SHARED, presaleId));
        arguments.addAll(orders);
        sql.change(
                "UPDATE ord_presale_order SET given = ?, state = ? WHERE presale_id = ? AND state = 'WAITING'"
                        + " AND order_id IN (" + Sql.marks(orders.size()) + ")",
                arguments.toArray());
    }

    /** @return false when it was settled before */
    boolean settle(String orderId, long cutFen, long backFen) {
        return sql.change(
                        "UPDATE ord_presale_order SET state = 'SETTLED', cut_fen = ?, back_fen = ? WHERE order_id = ?"
                                + " AND state = 'SHARED'",
                        cutFen,
                        backFen,
                        orderId)
                == 1;
    }

    void askedForRest(String orderId, Instant payBy) {
        sql.change("UPDATE ord_presale_order SET rest_by = ? WHERE order_id = ?", payBy, orderId);
    }

    /** @return when the rest was to be paid, however often that was put off since; empty where none was asked for */
    Optional<Instant> restBy(String orderId) {
        return sql.one(
                        "SELECT rest_by FROM ord_presale_order WHERE order_id = ?",
                        row -> Optional.ofNullable(row.instant("rest_by")),
                        orderId)
                .flatMap(Function.identity());
    }

    /** @return orders whose share is known and not theirs yet, by id, after one */
    List<String> shared(String after, int limit) {
        return sql.list(
                "SELECT order_id FROM ord_presale_order WHERE state = 'SHARED' AND order_id > ? ORDER BY order_id LIMIT ?",
                row -> row.string("order_id"),
                after,
                limit);
    }

    /** @return orders that wait for what is late and whose buyers were not told of it yet */
    List<Sold> toTell(int limit) {
        return sql.list(
                "SELECT p.* FROM ord_presale s JOIN ord_presale_order p ON p.presale_id = s.presale_id"
                        + " AND p.state = 'WAITING' JOIN ord_order o ON o.order_id = p.order_id AND o.lifecycle = 'OPEN'"
                        + " WHERE s.state IN ('OPEN', 'CLOSED') AND s.lateness > p.late_told ORDER BY p.order_id LIMIT ?",
                PresaleOrderTable::sold,
                limit);
    }

    /** @return false when somebody else has told it */
    boolean told(Sold sold, int lateness) {
        return sql.change(
                        "UPDATE ord_presale_order SET late_told = ? WHERE order_id = ? AND late_told = ?",
                        lateness,
                        sold.orderId(),
                        sold.lateTold())
                == 1;
    }

    private static Sold sold(Row row) {
        return new Sold(
                row.string("order_id"),
                row.string("presale_id"),
                row.number("pieces"),
                row.constant("state", State.class),
                row.numberOrNull("given"),
                row.number("cut_fen"),
                row.number("back_fen"),
                row.integer("late_told"));
    }
}
