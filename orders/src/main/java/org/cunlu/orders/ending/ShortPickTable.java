package org.cunlu.orders.ending;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.PickedShort;
import org.cunlu.orders.Order;

/** Rows of short picks that had their effect. */
@Singleton
class ShortPickTable {
    private final Sql sql;

    ShortPickTable(Sql sql) {
        this.sql = sql;
    }

    boolean known(String shortId) {
        return sql.one("SELECT short_id FROM ord_short_pick WHERE short_id = ?", row -> row.string("short_id"), shortId)
                .isPresent();
    }

    /** What came of it. */
    enum Outcome {
        /** The order goes without the pieces. */
        TAKEN_OFF,
        /** It was complete already. */
        AFTER_DELIVERY
    }

    /** A short pick that has to be settled by hand. @param fen what the pieces cost the buyer */
    @Serdeable
    record Late(String shortId, String orderId, String skuCode, long pieces, long fen, Instant heardAt) {}

    /** @return the newest first */
    List<Late> afterDelivery(Collection<String> counties, String before, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(before);
        arguments.add(limit);
        return sql.list(
                "SELECT short_id, order_id, sku_code, pieces, fen, heard_at FROM ord_short_pick WHERE county_code IN ("
                        + Sql.marks(counties.size())
                        + ") AND outcome = 'AFTER_DELIVERY' AND short_id < ? ORDER BY short_id DESC LIMIT ?",
                row -> new Late(
                        row.string("short_id"),
                        row.string("order_id"),
                        row.string("sku_code"),
                        row.number("pieces"),
                        row.number("fen"),
                        row.instant("heard_at")),
                arguments.toArray());
    }

    void insert(PickedShort event, Order order, long fen, Outcome outcome, Instant heardAt) {
        sql.change(
                "INSERT INTO ord_short_pick (short_id, county_code, order_id, sku_code, pieces, fen, outcome, heard_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.shortId(),
                order.countyCode(),
                order.orderId(),
                event.skuCode(),
                event.pieces(),
                fen,
                outcome,
                heardAt);
    }
}
