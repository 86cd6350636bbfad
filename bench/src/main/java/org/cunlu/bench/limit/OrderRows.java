package org.cunlu.bench.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.checkout.Placed;

/**
 * A row of those that an order is, as the app wrote it: read from an order that it placed, so that the limit
 * writes the same bytes into the same columns and indexes, today and after the next migration.
 */
final class OrderRows {
    /** One kind of row. @param where finds an order's rows  @param id which id of the order that asks for  @param own its own new id; null for none */
    private record Kind(String table, String where, Id id, String own) {}

    private enum Id {
        KEY,
        GROUP,
        ORDER,
        NONE
    }

    /** What an order holds on departures: a row for each leg, none for one that is collected where it stands. */
    private static final String HOLDS = "log_departure_hold";

    /** In the order in which they are written. Stock level and departures are not here: they are updated, last. */
    private static final List<Kind> KINDS = List.of(
            new Kind("ker_idempotency", "owner = ? AND idem_key = ?", Id.KEY, null),
            new Kind(
                    "acc_recipient",
                    "recipient_id = (SELECT recipient_id FROM ord_group WHERE group_id = ?)",
                    Id.GROUP,
                    "recipient_id"),
            new Kind("ord_group", "group_id = ?", Id.GROUP, null),
            new Kind("ord_order", "order_id = ?", Id.ORDER, null),
            new Kind("ord_line", "order_id = ?", Id.ORDER, null),
            new Kind("ord_order_history", "order_id = ?", Id.ORDER, null),
            new Kind("ker_outbox", "topic = 'orders.order-placed' LIMIT 1", Id.NONE, "event_id"),
            new Kind("log_reservation", "order_id = ?", Id.ORDER, null),
            new Kind("log_stock_movement", "cause_id = ?", Id.ORDER, "movement_id"),
            new Kind(HOLDS, "holder = ?", Id.ORDER, null));

    /** Columns that the relay fills in later. */
    private static final Set<String> LATER =
            Set.of("claimed_by", "claimed_until", "published_at", "check_at", "settled_at");

    private final String table;
    private final List<String> columns;
    private final List<Object> values;
    private final String own;
    private final Placed sample;

    private OrderRows(String table, List<String> columns, List<Object> values, String own, Placed sample) {
        this.table = table;
        this.columns = columns;
        this.values = values;
        this.own = own;
        this.sample = sample;
    }

    /** Ids of an order that is about to be written; of one length with the real ones. */
    record Fresh(String key, String groupId, String orderId, String own) {}

    static List<String> tables() {
        return KINDS.stream().map(Kind::table).toList();
    }

    /** @param room whether what it holds on departures is among them */
    static List<OrderRows> of(Placed sample, Connection connection, boolean room) throws SQLException {
        var rows = new ArrayList<OrderRows>();
        for (Kind kind : KINDS) {
            if (room || !kind.table().equals(HOLDS)) {
                rows.addAll(read(kind, sample, connection));
            }
        }
        return rows;
    }

    private static List<OrderRows> read(Kind kind, Placed sample, Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT * FROM " + kind.table() + " WHERE " + kind.where())) {
            switch (kind.id()) {
                case KEY -> {
                    select.setString(1, sample.accountId());
                    select.setString(2, sample.key());
                }
                case GROUP -> select.setString(1, sample.groupId());
                case ORDER -> select.setString(1, sample.orderId());
                case NONE -> {}
            }
            try (var row = select.executeQuery()) {
                var found = new ArrayList<OrderRows>();
                while (row.next()) {
                    found.add(read(kind, sample, row));
                }
                if (found.isEmpty() && !kind.table().equals(HOLDS)) {
                    throw new BrokenOff("表里没有这一单 · " + kind.table() + " has no row of the order " + sample.orderId()
                            + ": is this the database of the app that was called?");
                }
                return found;
            }
        }
    }

    private static OrderRows read(Kind kind, Placed sample, ResultSet row) throws SQLException {
        var columns = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getMetaData().getColumnName(i);
            columns.add(column);
            values.add(LATER.contains(column) ? null : row.getObject(i));
        }
        return new OrderRows(kind.table(), columns, values, kind.own(), sample);
    }

    PreparedStatement insert(Connection connection, String prefix) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + prefix + table + " (" + String.join(", ", columns)
                + ") VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    void write(PreparedStatement insert, Fresh fresh) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            insert.setObject(i + 1, columns.get(i).equals(own) ? fresh.own() : renewed(values.get(i), fresh));
        }
        insert.executeUpdate();
    }

    private Object renewed(Object value, Fresh fresh) {
        if (sample.orderId().equals(value)) {
            return fresh.orderId();
        }
        if (sample.groupId().equals(value)) {
            return fresh.groupId();
        }
        return sample.key().equals(value) ? fresh.key() : value;
    }
}
