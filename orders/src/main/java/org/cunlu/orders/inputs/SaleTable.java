package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.InputKind;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.InputSale;
import org.cunlu.orders.OrderState.Lifecycle;

/** Reads sold lines of farm inputs. */
@Singleton
class SaleTable {
    private static final String AMONG = " FROM ord_order o JOIN ord_line l ON l.order_id = o.order_id"
            + " WHERE l.input_kind IS NOT NULL AND o.placed_at >= ? AND o.placed_at < ?";

    private final Sql sql;

    SaleTable(Sql sql) {
        this.sql = sql;
    }

    /** From when on, and before when. */
    record Span(Instant from, Instant until) {}

    /** A line with ids of who is behind it. */
    record Sold(InputSale sale, String groupId, String offerId, String accountId, String recipientId) {}

    /** @return the nodes from which anything was sold then */
    List<String> nodes(Span span) {
        return sql.list(
                "SELECT DISTINCT o.from_node" + AMONG + " ORDER BY o.from_node",
                row -> row.string("from_node"),
                span.from(),
                span.until());
    }

    List<Sold> fromNodes(
            Span span, Collection<String> nodes, @Nullable String seller, @Nullable String after, int count) {
        return sold(span, "o.from_node", nodes, seller, after, count);
    }

    List<Sold> ofSellers(Span span, Collection<String> sellers, @Nullable String after, int count) {
        return sold(span, "o.seller_code", sellers, null, after, count);
    }

    private List<Sold> sold(
            Span span,
            String column,
            Collection<String> scope,
            @Nullable String seller,
            @Nullable String after,
            int count) {
        if (scope.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(List.of(span.from(), span.until()));
        arguments.addAll(scope);
        if (seller != null) {
            arguments.add(seller);
        }
        arguments.add(after == null ? "" : after);
        arguments.add(count);
        return sql.list(
                "SELECT CONCAT(o.order_id, '.', LPAD(l.line_no, 3, '0')) AS sale, o.placed_at, o.lifecycle, o.seller_code,"
                        + " o.seller_name, o.from_node, o.group_id, o.account_id, o.recipient_id, l.offer_id, l.sku_code,"
                        + " l.name, l.input_kind, l.input_registration, l.input_restricted, l.input_ingredient,"
                        + " l.quantity - l.short_quantity AS pieces, l.input_grams" + AMONG + " AND " + column + " IN ("
                        + Sql.marks(scope.size()) + ")" + (seller == null ? "" : " AND o.seller_code = ?")
                        + " AND CONCAT(o.order_id, '.', LPAD(l.line_no, 3, '0')) > ? ORDER BY o.order_id, l.line_no LIMIT ?",
                SaleTable::sold,
                arguments.toArray());
    }

    private static Sold sold(Row row) {
        long pieces = row.number("pieces");
        var sale = new InputSale(
                row.string("sale"),
                row.instant("placed_at"),
                row.constant("lifecycle", Lifecycle.class),
                row.string("seller_code"),
                row.string("seller_name"),
                row.string("from_node"),
                row.string("sku_code"),
                row.string("name"),
                row.constant("input_kind", InputKind.class),
                row.string("input_registration"),
                row.flag("input_restricted"),
                row.string("input_ingredient"),
                pieces,
                pieces * row.number("input_grams"),
                null,
                null,
                null,
                null,
                null);
        return new Sold(
                sale,
                row.string("group_id"),
                row.string("offer_id"),
                row.string("account_id"),
                row.string("recipient_id"));
    }
}
