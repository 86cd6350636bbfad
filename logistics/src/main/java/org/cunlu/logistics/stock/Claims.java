package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Wanted;
import org.cunlu.logistics.Stock.SkuAtNode;

/** What orders hold: the reservations' table. */
@Singleton
class Claims {
    private static final int ROWS_A_STATEMENT = 1_000;

    /** Life of a reservation. */
    enum Stage {
        RESERVED,
        ALLOCATED,
        PICKED,
        RELEASED
    }

    /** Pieces an order holds. @param allotmentId from which it drew them; null for what anybody may buy */
    record Held(
            String countyCode,
            String orderId,
            SkuAtNode key,
            long quantity,
            Stage state,
            @Nullable String allotmentId) {}

    private final Sql sql;
    private final Clock clock;

    Claims(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What an order gave back it may take again (its payment came after it had expired): such a row comes back to life. A
     * row that is still held is a bug of the caller, and the null that it would become makes the statement fail.
     */
    void insert(List<Held> held) {
        insert(held, "IF(state = 'RELEASED', VALUES(quantity), NULL)");
    }

    /** The same for orders that may hold some already. */
    void add(List<Held> held) {
        insert(held, "IF(state = 'RELEASED', 0, quantity) + VALUES(quantity)");
    }

    private void insert(List<Held> held, String quantity) {
        // A statement takes 65,535 arguments and no more.
        for (int start = 0; start < held.size(); start += ROWS_A_STATEMENT) {
            insertSome(held.subList(start, Math.min(held.size(), start + ROWS_A_STATEMENT)), quantity);
        }
    }

    private void insertSome(List<Held> held, String quantity) {
        var now = clock.instant();
        var arguments = new ArrayList<Object>();
        for (Held h : held) {
            arguments.addAll(List.of(
                    h.countyCode(), h.orderId(), h.key().skuCode(), h.key().nodeCode(), h.quantity(), h.state(), now));
            arguments.add(h.allotmentId());
        }
        sql.soon(
                "INSERT INTO log_reservation"
                        + " (county_code, order_id, sku_code, node_code, quantity, state, changed_at, allotment_id) VALUES "
                        + String.join(",", Collections.nCopies(held.size(), "(?,?,?,?,?,?,?,?)"))
                        // Assignments go from left to right: the first still sees the state as it was.
                        + " ON DUPLICATE KEY UPDATE quantity = " + quantity + ","
                        + " short_qty = 0,"
                        + " state = VALUES(state), changed_at = VALUES(changed_at), allotment_id = VALUES(allotment_id)",
                arguments.toArray());
    }

    /** @return all rows of an order, locked in key order, so that payment, expiry and packing of one order take turns */
    List<Held> lock(String orderId) {
        return sql.list(
                "SELECT * FROM log_reservation WHERE order_id = ? ORDER BY sku_code, node_code FOR UPDATE",
                Claims::held,
                orderId);
    }

    /** The same of several, order by order. */
    List<Held> lock(Collection<String> orderIds) {
        return sql.list(
                "SELECT * FROM log_reservation WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") ORDER BY order_id, sku_code, node_code FOR UPDATE",
                Claims::held,
                orderIds.toArray());
    }

    int move(String orderId, Collection<Stage> from, Stage to) {
        return move(List.of(orderId), from, to);
    }

    /** @return how many rows were in the expected state */
    int move(Collection<String> orderIds, Collection<Stage> from, Stage to) {
        var arguments = new ArrayList<Object>(List.of(to, clock.instant()));
        arguments.addAll(orderIds);
        arguments.addAll(from);
        return sql.changeWithAll(
                "UPDATE log_reservation SET state = ?, changed_at = ? WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") AND state IN (" + Sql.marks(from.size()) + ") ORDER BY order_id, sku_code, node_code",
                arguments.toArray());
    }

    /** Fewer pieces for an order; those it goes without stay on record. @return false when it holds fewer, or not for good */
    boolean goWithout(String orderId, SkuAtNode key, long pieces) {
        return sql.change(
                        "UPDATE log_reservation SET quantity = quantity - ?, short_qty = short_qty + ?, changed_at = ?"
                                + " WHERE order_id = ? AND sku_code = ? AND node_code = ? AND state = 'ALLOCATED'"
                                + " AND quantity >= ?",
                        pieces,
                        pieces,
                        clock.instant(),
                        orderId,
                        key.skuCode(),
                        key.nodeCode(),
                        pieces)
                == 1;
    }

    /** Remembers that the packers chose the lots of these SKUs themselves. */
    void named(String countyCode, List<Wanted> wanted) {
        sql.insertManySoon(
                "INSERT INTO log_lot_named (order_id, sku_code, county_code, actor)",
                wanted.stream()
                        .flatMap(each -> each.named().stream()
                                .map(LotQuantity::skuCode)
                                .distinct()
                                .map(sku -> new Object[] {each.orderId(), sku, countyCode, each.actor()}))
                        .toList());
    }

    List<Held> unreleased(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return List.of();
        }
        return sql.list(
                "SELECT * FROM log_reservation WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") AND state <> 'RELEASED' AND quantity > 0 ORDER BY order_id, sku_code, node_code",
                Claims::held,
                orderIds.toArray());
    }

    private static Held held(Row row) {
        return new Held(
                row.string("county_code"),
                row.string("order_id"),
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.number("quantity"),
                row.constant("state", Stage.class),
                row.string("allotment_id"));
    }
}
