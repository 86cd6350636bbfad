package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;

/** What was sold by attribution, read from the orders' lines. */
@Singleton
class SalesTable {
    private final Sql sql;

    SalesTable(Sql sql) {
        this.sql = sql;
    }

    /** Pieces and amount of lines whose orders are not cancelled, what they go without left out. */
    record Sold(String slotId, long orders, long pieces, long fen, long hostFen, long stationFen) {}

    /** @return by slot; shares are rounded line by line, as they are booked */
    Map<String, Sold> of(String sessionId) {
        return sql
                .list(
                        "SELECT l.live_slot_id, COUNT(*) AS orders, SUM(l.quantity - l.short_quantity) AS pieces,"
                                + " SUM((l.quantity - l.short_quantity) * l.unit_price_fen) AS fen,"
                                + " SUM(ROUND((l.quantity - l.short_quantity) * l.unit_price_fen * l.live_host_bps / 10000))"
                                + " AS host_fen,"
                                + " SUM(ROUND((l.quantity - l.short_quantity) * l.unit_price_fen * l.live_station_bps / 10000))"
                                + " AS station_fen FROM ord_live_slot s JOIN ord_line l ON l.live_slot_id = s.slot_id"
                                + " JOIN ord_order o ON o.order_id = l.order_id"
                                + " WHERE s.session_id = ? AND o.lifecycle <> 'CANCELLED' GROUP BY l.live_slot_id",
                        row -> new Sold(
                                row.string("live_slot_id"),
                                row.number("orders"),
                                (long) row.decimal("pieces"),
                                (long) row.decimal("fen"),
                                (long) row.decimal("host_fen"),
                                (long) row.decimal("station_fen")),
                        sessionId)
                .stream()
                .collect(Collectors.toMap(Sold::slotId, sold -> sold));
    }
}
