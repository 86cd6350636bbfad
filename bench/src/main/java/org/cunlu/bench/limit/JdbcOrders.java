package org.cunlu.bench.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.bench.calling.Buyer;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.kernel.id.Ids;

/** One connection that writes orders and does nothing else: prepared once, no thinking between statements. */
final class JdbcOrders implements ClosedLoop.Client, AutoCloseable {
    private final Connection connection;
    private final List<OrderRows> rows;
    private final List<PreparedStatement> inserts = new ArrayList<>();
    private final PreparedStatement takeStock;
    private final Optional<DepartureRows> departures;
    private final PreparedStatement takeRoom;
    private final Ids ids;
    private final int levels;
    private int next;

    /**
     * @param departures on which room is held; empty when none is
     * @param levels how many stock levels, and twins of the departures, there are to take from, in turn
     */
    JdbcOrders(
            Connection connection,
            List<OrderRows> rows,
            Optional<DepartureRows> departures,
            Ids ids,
            int levels,
            int first)
            throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.departures = departures;
        this.ids = ids;
        this.levels = levels;
        this.next = first;
        connection.setAutoCommit(false);
        for (OrderRows row : rows) {
            inserts.add(row.insert(connection, Limit.PREFIX));
        }
        takeStock = connection.prepareStatement("UPDATE " + Limit.PREFIX + Limit.LEVELS
                + " SET allocated = allocated + ? WHERE sku_code = ? AND node_code = ?"
                + " AND on_hand - on_hold - allocated - earmarked - floor_qty >= ?");
        takeRoom = departures.isPresent() ? departures.get().take(connection) : null;
    }

    @Override
    public Turn turn() {
        long begun = System.nanoTime();
        try {
            String key = Buyer.freshKey();
            String groupId = ids.next();
            String orderId = ids.next();
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i).write(inserts.get(i), new OrderRows.Fresh(key, groupId, orderId, ids.next()));
            }
            int level = next++ % levels;
            takeStock.setInt(1, 1);
            takeStock.setString(2, Limit.sku(level));
            takeStock.setString(3, Limit.NODE);
            takeStock.setInt(4, 1);
            if (takeStock.executeUpdate() != 1) {
                connection.rollback();
                return new Turn("sold-out", 0);
            }
            if (departures.isPresent() && !departures.get().write(takeRoom, level)) {
                connection.rollback();
                return new Turn("no-room", 0);
            }
            connection.commit();
            return Turn.done(System.nanoTime() - begun);
        } catch (SQLException e) {
            return new Turn(undo() ? "sql-" + e.getErrorCode() : Turn.LOST, 0);
        }
    }

    private boolean undo() {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (var _ = connection) {
            undo();
        } catch (SQLException e) {
            // It is gone already, and with it whatever it held.
        }
    }
}
