package org.cunlu.orders.recalling;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Sql;

/** Whose orders these are, and which of them were told of a recall. */
@Singleton
class BuyerTable {
    private final Sql sql;

    BuyerTable(Sql sql) {
        this.sql = sql;
    }

    /** An order's buyer. @param toldAt when he was told of the recall that was asked for; null while he was not */
    record Buyer(
            String accountId,
            String recipientId,
            String sellerCode,
            @Nullable Instant toldAt) {}

    /** @param recallId whose news; empty for none @return by order; whose order is cancelled has nothing of it */
    Map<String, Buyer> of(Collection<String> orderIds, String recallId) {
        var found = new HashMap<String, Buyer>();
        if (orderIds.isEmpty()) {
            return found;
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(recallId);
        arguments.addAll(orderIds);
        sql.list(
                        "SELECT o.order_id, o.account_id, o.recipient_id, o.seller_code, t.told_at"
                                + " FROM ord_order o"
                                + " LEFT JOIN ord_recall_told t ON t.order_id = o.order_id AND t.recall_id = ?"
                                + " WHERE o.lifecycle <> 'CANCELLED' AND o.order_id IN ("
                                + Sql.marks(orderIds.size()) + ")",
                        row -> Map.entry(
                                row.string("order_id"),
                                new Buyer(
                                        row.string("account_id"),
                                        row.string("recipient_id"),
                                        row.string("seller_code"),
                                        row.instant("told_at"))),
                        arguments.toArray())
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }

    /** The first time counts. */
    void told(String recallId, String orderId, String countyCode, Instant at) {
        sql.change(
                "INSERT INTO ord_recall_told (recall_id, order_id, county_code, told_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE told_at = ord_recall_told.told_at",
                recallId,
                orderId,
                countyCode,
                at);
    }
}
