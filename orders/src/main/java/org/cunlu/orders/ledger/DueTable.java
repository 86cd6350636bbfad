package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** Rows of what sellers are owed by order, gathered from the journals, until it is released. */
@Singleton
class DueTable {
    private final Sql sql;

    DueTable(Sql sql) {
        this.sql = sql;
    }

    /** An order that waits for its release. */
    record Waiting(String orderId, String sellerCode, Instant releaseAt) {}

    /**
     * An order whose journal says that its seller is owed.
     * @param categories of its goods, with a comma between; null when they are not known
     */
    record Booked(
            String orderId,
            String sellerCode,
            Journal.Kind kind,
            Instant postedAt,
            @Nullable String categories) {}

    Optional<Instant> mark(String county) {
        return sql.one("SELECT until FROM ord_due_mark WHERE county_code = ?", row -> row.instant("until"), county);
    }

    void mark(String county, Instant until) {
        sql.change(
                "INSERT INTO ord_due_mark (county_code, until) VALUES (?, ?) ON DUPLICATE KEY UPDATE until ="
                        + " GREATEST(until, VALUES(until))",
                county,
                until);
    }

    /** @return orders that are not gathered yet, the oldest first @param from of journals */
    List<Booked> booked(String county, Instant from, int limit) {
        return sql.list(
                "SELECT j.cause, o.seller_code, j.kind, j.posted_at, (SELECT GROUP_CONCAT(DISTINCT l.category) FROM"
                        + " ord_line l WHERE l.order_id = j.cause) AS categories FROM ord_journal j"
                        + " JOIN ord_order o ON o.order_id = j.cause"
                        + " LEFT JOIN ord_due d ON d.order_id = j.cause"
                        + " WHERE j.county_code = ? AND j.posted_at >= ?"
                        + " AND j.kind IN ('ORDER_DELIVERED', 'GOODS_LOST', 'DEPOSIT_KEPT') AND d.order_id IS NULL"
                        + " ORDER BY j.posted_at LIMIT ?",
                row -> new Booked(
                        row.string("cause"),
                        row.string("seller_code"),
                        row.constant("kind", Journal.Kind.class),
                        row.instant("posted_at"),
                        row.string("categories")),
                county,
                from,
                limit);
    }

    /** What another instance gathered stays as it is. */
    void insert(String county, List<Waiting> rows) {
        if (!rows.isEmpty()) {
            var arguments = rows.stream()
                    .flatMap(row -> java.util.stream.Stream.<Object>of(
                            row.orderId(), county, row.sellerCode(), row.releaseAt()))
                    .toArray();
            sql.change(
                    "INSERT INTO ord_due (order_id, county_code, seller_code, state, release_at) VALUES "
                            + String.join(",", java.util.Collections.nCopies(rows.size(), "(?, ?, ?, 'WAITING', ?)"))
                            + " ON DUPLICATE KEY UPDATE state = state",
                    arguments);
        }
    }

    /** @return those whose time has come, the longest overdue first */
    List<Waiting> ripe(String county, Instant now, int limit) {
        return sql.list(
                "SELECT order_id, seller_code, release_at FROM ord_due WHERE state = 'WAITING' AND release_at <= ?"
                        + " AND county_code = ? ORDER BY release_at, order_id LIMIT ?",
                row -> new Waiting(row.string("order_id"), row.string("seller_code"), row.instant("release_at")),
                now,
                county,
                limit);
    }

    /** Looks again later: an open case holds them. */
    void later(Collection<String> orderIds, Instant at) {
        if (!orderIds.isEmpty()) {
            var arguments = new java.util.ArrayList<Object>();
            arguments.add(at);
            arguments.addAll(orderIds);
            sql.change(
                    "UPDATE ord_due SET release_at = ? WHERE state = 'WAITING' AND order_id IN ("
                            + Sql.marks(orderIds.size()) + ")",
                    arguments.toArray());
        }
    }

    /** @return false when it was released before */
    boolean release(String orderId, Instant now) {
        return sql.change(
                        "UPDATE ord_due SET state = 'RELEASED', released_at = ? WHERE order_id = ? AND state = 'WAITING'",
                        now,
                        orderId)
                == 1;
    }

    boolean released(String orderId) {
        return sql.one(
                        "SELECT order_id FROM ord_due WHERE order_id = ? AND state = 'RELEASED'",
                        row -> row.string("order_id"),
                        orderId)
                .isPresent();
    }
}
