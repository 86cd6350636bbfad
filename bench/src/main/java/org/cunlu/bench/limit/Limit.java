package org.cunlu.bench.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.checkout.Placed;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.measuring.Round;
import org.cunlu.kernel.id.Ids;

/**
 * What the database itself gives: the rows of one order by plain JDBC in one transaction, stock and room on departures last, on as many
 * connections as there are clients. Its tables are twins of the app's, beside them, and gone afterwards. No app that writes
 * an order in one transaction can be quicker; how near ours comes is the figure.
 */
public final class Limit implements AutoCloseable {
    /** Orders of the app for each transaction of plain JDBC: what a county may expect of us at least. */
    public static final double RATIO_MIN = 0.45;

    static final String PREFIX = "bench_";
    static final String LEVELS = "log_stock_level";
    static final String NODE = "BENCH";
    private static final long PLENTY = 1_000_000_000_000L;
    private static final Duration CALM_WITHIN = Duration.ofSeconds(5);

    private final Connection connection;
    private final List<JdbcOrders> clients = new ArrayList<>();
    /** The same without what is held on departures. */
    private final List<JdbcOrders> withoutRoom = new ArrayList<>();

    private Limit(Connection connection) {
        this.connection = connection;
    }

    /**
     * Makes the twin tables and opens the connections.
     * @param sample an order of the app, whose rows are written again and again
     * @param levels over how many stock levels the orders are spread
     */
    public static Limit prepare(Database database, Placed sample, int clients, int levels) {
        var limit = new Limit(database.connect());
        try {
            limit.make(levels);
            var departures = DepartureRows.of(sample, limit.connection);
            departures.make(limit.connection, levels);
            var room = Optional.of(departures).filter(rows -> !rows.none());
            List<OrderRows> rows = OrderRows.of(sample, limit.connection, true);
            List<OrderRows> fewer = OrderRows.of(sample, limit.connection, false);
            var ids = new Ids();
            for (int i = 0; i < clients; i++) {
                limit.clients.add(new JdbcOrders(database.connect(), rows, room, ids, levels, i));
                limit.withoutRoom.add(new JdbcOrders(database.connect(), fewer, Optional.empty(), ids, levels, i));
            }
            return limit;
        } catch (SQLException e) {
            limit.close();
            throw new BrokenOff("极限测不了 · The limit cannot be measured: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            limit.close();
            throw e;
        }
    }

    /** @return whether the median is no less than {@link #RATIO_MIN}; never where one side did nothing */
    public static boolean near(Spread ratio) {
        return Double.isFinite(ratio.max()) && ratio.median() >= RATIO_MIN;
    }

    static String sku(int level) {
        return "BENCH-" + level;
    }

    public Round round(Duration length) {
        awaitCalm();
        return ClosedLoop.run(clients, length);
    }

    /** As {@link #round}, but nothing is held on departures: what that costs is the difference. */
    public Round roundWithoutRoom(Duration length) {
        awaitCalm();
        return ClosedLoop.run(withoutRoom, length);
    }

    /** The app publishes what the orders before told: that work is not to be measured here, as far as it ends soon. */
    private void awaitCalm() {
        long deadline = System.nanoTime() + CALM_WITHIN.toNanos();
        try (var waiting = connection.prepareStatement("SELECT 1 FROM ker_outbox WHERE published_at IS NULL LIMIT 1")) {
            while (System.nanoTime() - deadline < 0) {
                try (var row = waiting.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                }
                LockSupport.parkNanos(100_000_000);
            }
        } catch (SQLException e) {
            throw new BrokenOff("数据库不答 · The database does not answer: " + e.getMessage(), e);
        }
    }

    private void make(int levels) throws SQLException {
        drop();
        try (var statement = connection.createStatement()) {
            for (String table : OrderRows.tables()) {
                statement.execute("CREATE TABLE " + PREFIX + table + " LIKE " + table);
            }
            statement.execute("CREATE TABLE " + PREFIX + LEVELS + " LIKE " + LEVELS);
            statement.execute("CREATE TABLE " + PREFIX + DepartureRows.TABLE + " LIKE " + DepartureRows.TABLE);
        }
        try (var insert = connection.prepareStatement("INSERT INTO " + PREFIX + LEVELS
                + " (county_code, sku_code, node_code, on_hand, on_hold, allocated, earmarked, floor_qty)"
                + " VALUES ('BENCH', ?, ?, ?, 0, 0, 0, 0)")) {
            for (int level = 0; level < levels; level++) {
                insert.setString(1, sku(level));
                insert.setString(2, NODE);
                insert.setLong(3, PLENTY);
                insert.executeUpdate();
            }
        }
    }

    private void drop() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String table : OrderRows.tables()) {
                statement.execute("DROP TABLE IF EXISTS " + PREFIX + table);
            }
            statement.execute("DROP TABLE IF EXISTS " + PREFIX + LEVELS);
            statement.execute("DROP TABLE IF EXISTS " + PREFIX + DepartureRows.TABLE);
        }
    }

    @Override
    public void close() {
        try (var _ = connection) {
            clients.forEach(JdbcOrders::close);
            withoutRoom.forEach(JdbcOrders::close);
            drop();
        } catch (SQLException e) {
            throw new BrokenOff("bench_ 表没有删掉 · The bench_ tables could not be dropped: " + e.getMessage(), e);
        }
    }
}
