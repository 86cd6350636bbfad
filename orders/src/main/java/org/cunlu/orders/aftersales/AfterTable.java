package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.Reversal.Fault;

/** The table of requests. */
@Singleton
class AfterTable {
    private static final String OPEN = "('ASKED', 'OFFERED', 'DECLINED', 'DISPUTED', 'AWAITING_GOODS', 'ON_THE_WAY')";
    private static final String NEWEST = "~";

    private final Sql sql;

    AfterTable(Sql sql) {
        this.sql = sql;
    }

    void insert(AfterSale each) {
        sql.change(
                "INSERT INTO ord_after (request_id, county_code, order_id, account_id, seller_code, kind, reason, state,"
                        + " fault, payer, asked_fen, asked_at, due_at, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.requestId(),
                each.countyCode(),
                each.orderId(),
                each.accountId(),
                each.sellerCode(),
                each.kind(),
                each.reason(),
                each.state(),
                each.fault(),
                each.payer(),
                each.askedFen(),
                each.askedAt(),
                each.dueAt(),
                each.version());
    }

    /** @return false when it is not as it was read any more */
    boolean move(AfterSale before, AfterSale after) {
        return sql.change(
                        "UPDATE ord_after SET state = ?, fault = ?, payer = ?, offered_fen = ?, settled_fen = ?,"
                                + " drop_code = ?, barcode = ?, replacement_id = ?, due_at = ?, version = ?"
                                + " WHERE request_id = ? AND state = ? AND version = ?",
                        after.state(),
                        after.fault(),
                        after.payer(),
                        after.offeredFen(),
                        after.settledFen(),
                        after.dropCode(),
                        after.barcode(),
                        after.replacementId(),
                        after.dueAt(),
                        after.version(),
                        before.requestId(),
                        before.state(),
                        before.version())
                == 1;
    }

    Optional<AfterSale> find(String requestId) {
        return sql.one("SELECT * FROM ord_after WHERE request_id = ?", AfterTable::request, requestId);
    }

    Optional<AfterSale> byReplacement(String replacementId) {
        return sql.one("SELECT * FROM ord_after WHERE replacement_id = ?", AfterTable::request, replacementId);
    }

    Optional<AfterSale> byCode(String dropCode) {
        return sql.one("SELECT * FROM ord_after WHERE drop_code = ?", AfterTable::request, dropCode);
    }

    /** @param where a column */
    private List<AfterSale> newest(String where, Collection<String> values, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(values);
        arguments.add(before == null ? NEWEST : before);
        return sql.list(
                "SELECT * FROM ord_after WHERE " + where + " IN (" + Sql.marks(values.size())
                        + ") AND request_id < ? ORDER BY request_id DESC LIMIT " + limit,
                AfterTable::request,
                arguments.toArray());
    }

    List<AfterSale> ofBuyer(String accountId, @Nullable String before, int limit) {
        return newest("account_id", List.of(accountId), before, limit);
    }

    List<AfterSale> ofSellers(Collection<String> sellers, @Nullable String before, int limit) {
        return sellers.isEmpty() ? List.of() : newest("seller_code", sellers, before, limit);
    }

    /** @param oldest whether the oldest come first */
    List<AfterSale> ofSellers(
            Collection<String> sellers, Collection<State> states, boolean oldest, @Nullable String cursor, int limit) {
        if (sellers.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(sellers);
        arguments.addAll(states);
        arguments.add(cursor != null ? cursor : oldest ? "" : NEWEST);
        return sql.list(
                "SELECT * FROM ord_after WHERE seller_code IN (" + Sql.marks(sellers.size()) + ") AND state IN ("
                        + Sql.marks(states.size()) + ") AND request_id " + (oldest ? ">" : "<")
                        + " ? ORDER BY request_id" + (oldest ? "" : " DESC") + " LIMIT " + limit,
                AfterTable::request,
                arguments.toArray());
    }

    long waiting(Collection<String> sellers) {
        return sellers.isEmpty()
                ? 0
                : sql.one(
                                "SELECT COUNT(*) AS n FROM ord_after WHERE seller_code IN (" + Sql.marks(sellers.size())
                                        + ") AND state = 'ASKED'",
                                row -> row.number("n"),
                                sellers.toArray())
                        .orElseThrow();
    }

    List<AfterSale> allOf(String orderId) {
        return sql.list(
                "SELECT * FROM ord_after WHERE order_id = ? ORDER BY request_id DESC", AfterTable::request, orderId);
    }

    /** @return the oldest first */
    List<AfterSale> disputes(Collection<String> counties, @Nullable String after, int limit) {
        if (counties.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(counties);
        arguments.add(after == null ? "" : after);
        return sql.list(
                "SELECT * FROM ord_after WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND state = 'DISPUTED' AND request_id > ? ORDER BY request_id LIMIT " + limit,
                AfterTable::request,
                arguments.toArray());
    }

    /** @return ids of requests that go on by themselves now */
    List<String> due(Instant now, int limit) {
        return sql.list(
                "SELECT request_id FROM ord_after WHERE state IN ('ASKED', 'OFFERED', 'DECLINED', 'AWAITING_GOODS')"
                        + " AND due_at <= ? ORDER BY due_at LIMIT " + limit,
                row -> row.string("request_id"),
                now);
    }

    List<String> openOf(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT DISTINCT order_id FROM ord_after WHERE order_id IN (" + Sql.marks(orderIds.size())
                                + ") AND state IN " + OPEN,
                        row -> row.string("order_id"),
                        orderIds.toArray());
    }

    int openOfBuyer(String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_after WHERE account_id = ? AND state IN " + OPEN,
                        row -> row.integer("n"),
                        accountId)
                .orElseThrow();
    }

    /** @return how many requests there are of an order, open or over */
    int ofOrder(String orderId) {
        return sql.one("SELECT COUNT(*) AS n FROM ord_after WHERE order_id = ?", row -> row.integer("n"), orderId)
                .orElseThrow();
    }

    void handOver(String from, String into) {
        sql.change("UPDATE ord_after SET account_id = ? WHERE account_id = ?", into, from);
    }

    private static AfterSale request(Row row) {
        return new AfterSale(
                row.string("request_id"),
                row.string("county_code"),
                row.string("order_id"),
                row.string("account_id"),
                row.string("seller_code"),
                row.constant("kind", Kind.class),
                row.constant("reason", Reason.class),
                row.constant("state", State.class),
                row.constant("fault", Fault.class),
                row.string("payer"),
                row.number("asked_fen"),
                row.numberOrNull("offered_fen"),
                row.numberOrNull("settled_fen"),
                row.string("drop_code"),
                row.string("barcode"),
                row.string("replacement_id"),
                row.instant("asked_at"),
                row.instant("due_at"),
                row.integer("version"));
    }
}
