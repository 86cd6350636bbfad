package org.cunlu.kernel.db;

import com.mysql.cj.jdbc.JdbcConnection;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Statements whose shape depends on their data: many rows at once, conditional changes that tell how many rows they
 * changed. They run on the connection of the transaction that is under way; without one, reading takes a connection for
 * the one statement, and changing is refused. Arguments may be strings, numbers, booleans, enums (by name), instants (to
 * UTC milliseconds), dates, times, byte arrays and null. What the database refuses comes as {@link SqlFailure}.
 *
 * <p>A change whose outcome nobody asks for may wait ({@link #soon}): the changes that wait in a transaction are sent in one
 * packet, in their order, before or with the next statement that somebody waits for, and at the latest before the commit.
 */
@Singleton
public class Sql {
    /** The pool of those that read outside a transaction. */
    static final String READS = "reads";

    private final ConnectionOperations<Connection> writing;
    private final ConnectionOperations<Connection> reading;
    private final TransactionOperations<Connection> transactions;
    private final LongAdder statements = new LongAdder();

    Sql(
            ConnectionOperations<Connection> writing,
            @Named(READS) ConnectionOperations<Connection> reading,
            TransactionOperations<Connection> transactions) {
        this.writing = writing;
        this.reading = reading;
        this.transactions = transactions;
    }

    /** @return statements sent to the database since this process began */
    long sent() {
        return statements.sum();
    }

    private static final ScopedValue<Waiting> WAITING = ScopedValue.newInstance();
    private static final Object[] NONE = {};

    /**
     * Longer ones the driver does not keep prepared ({@code prepStmtCacheSqlLimit}): such a change of many rows would be prepared,
     * run and forgotten each time, which takes twice as long as sending it as text.
     */
    private static final int KEPT_MAX = 4096;

    private interface Preparing {
        PreparedStatement of(Connection connection, String sql) throws SQLException;
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    public <T> List<T> list(String sql, Function<Row, T> row, Object... arguments) {
        if (waits()) {
            return together(sql, arguments, statement -> rows(statement.getResultSet(), row));
        }
        return prepared(sql, arguments, statement -> rows(statement.executeQuery(), row));
    }

    private static <T> List<T> rows(ResultSet result, Function<Row, T> row) throws SQLException {
        try (result) {
            var answer = new ArrayList<T>();
            var current = new Row(result);
            while (result.next()) {
                answer.add(row.apply(current));
            }
            return answer;
        }
    }

    /** @throws IllegalStateException when there is more than one row */
    public <T> Optional<T> one(String sql, Function<Row, T> row, Object... arguments) {
        List<T> rows = list(sql, row, arguments);
        if (rows.size() > 1) {
            throw new IllegalStateException("more than one row: " + sql);
        }
        return rows.stream().findFirst();
    }

    /**
     * @return how many rows were changed (matched rows: a row that already has the value counts)
     * @throws IllegalStateException when no transaction is under way
     */
    public int change(String sql, Object... arguments) {
        requireTransaction(sql);
        if (waits()) {
            // Apart, so that whoever expects a refusal of this one knows that it was this one.
            send();
        }
        return changed(sql, arguments);
    }

    /** As {@link #change}, in one packet with what waits; after a refusal the transaction cannot be committed. */
    public int changeWithAll(String sql, Object... arguments) {
        requireTransaction(sql);
        return waits() ? together(sql, arguments, PreparedStatement::getUpdateCount) : changed(sql, arguments);
    }

    /**
     * A change of which nobody needs to know how many rows it changed. It is refused when it is sent; then the transaction
     * cannot be committed, whoever catches that.
     * @throws IllegalStateException when no transaction is under way
     */
    public void soon(String sql, Object... arguments) {
        soon(new Waiting.Change(sql, arguments, Waiting.ANY));
    }

    /** As {@link #soon}. @param rows that it must change, else the transaction fails: of rows that it has locked */
    public void soonExactly(int rows, String sql, Object... arguments) {
        soon(new Waiting.Change(sql, arguments, rows));
    }

    /** As {@link #insertMany} and {@link #soon}. */
    public void insertManySoon(String head, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            soon(values(head, rows), all(rows));
        }
    }

    private void soon(Waiting.Change change) {
        requireTransaction(change.sql());
        if (!WAITING.isBound()) {
            change.check(changed(change.sql(), change.arguments()));
        } else if (WAITING.get().add(change)) {
            send();
        }
    }

    private void requireTransaction(String sql) {
        if (transactions.findTransactionStatus().isEmpty()) {
            throw new IllegalStateException("a change needs a transaction: " + sql);
        }
    }

    private static boolean waits() {
        return WAITING.isBound() && !WAITING.get().empty();
    }

    /** Runs the work of one transaction: what still waits in the end is sent before this returns. */
    <T> T sendingAll(Supplier<T> work) {
        return ScopedValue.where(WAITING, new Waiting()).call(() -> {
            T answer = work.get();
            if (waits()) {
                send();
            }
            WAITING.get().check();
            return answer;
        });
    }

    private void send() {
        Waiting waiting = WAITING.get();
        List<Waiting.Change> changes = waiting.take();
        try {
            if (changes.size() == 1) {
                var only = changes.getFirst();
                only.check(changed(only.sql(), only.arguments()));
            } else {
                inOne(new Waiting.Batch(changes, null, NONE), null);
            }
        } catch (RuntimeException e) {
            waiting.failed(e);
            throw e;
        }
    }

    /** What waits, and behind it the statement that somebody waits for. */
    private <T> T together(String sql, Object[] arguments, Work<T> answer) {
        Waiting waiting = WAITING.get();
        try {
            return inOne(new Waiting.Batch(waiting.take(), sql, arguments), answer);
        } catch (RuntimeException e) {
            waiting.failed(e);
            throw e;
        }
    }

    /** In one packet: the driver writes the arguments into the text, since servers prepare single statements only. */
    private <T> T inOne(Waiting.Batch batch, @Nullable Work<T> answer) {
        statements.increment();
        return writing.execute(ConnectionDefinition.DEFAULT, status -> {
            try (var statement = written(status.getConnection(), batch.sql())) {
                bind(statement, batch.arguments());
                statement.execute();
                for (Waiting.Change change : batch.changes()) {
                    change.check(statement.getUpdateCount());
                    statement.getMoreResults();
                }
                return answer == null ? null : answer.run(statement);
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        });
    }

    /**
     * One statement for all rows.
     * @param head such as {@code INSERT INTO a_table (one, other)}
     * @param rows one array of arguments a row, all of the same length; nothing is sent when empty
     */
    public int insertMany(String head, List<Object[]> rows) {
        return rows.isEmpty() ? 0 : change(values(head, rows), all(rows));
    }

    private static String values(String head, List<Object[]> rows) {
        String mark = "(" + marks(rows.getFirst().length) + ")";
        return head + " VALUES " + String.join(",", Collections.nCopies(rows.size(), mark));
    }

    private static Object[] all(List<Object[]> rows) {
        return rows.stream().flatMap(Arrays::stream).toArray();
    }

    /** @return {@code ?,?,?} */
    public static String marks(int count) {
        return Collections.nCopies(count, "?").stream().collect(Collectors.joining(","));
    }

    private int changed(String sql, Object[] arguments) {
        return sql.length() > KEPT_MAX
                ? run(Sql::written, sql, arguments, PreparedStatement::executeUpdate)
                : prepared(sql, arguments, PreparedStatement::executeUpdate);
    }

    private <T> T prepared(String sql, Object[] arguments, Work<T> work) {
        return run(Connection::prepareStatement, sql, arguments, work);
    }

    /** With the arguments in its text: the server reads it once, and there may be more of them than it prepares (65,535). */
    private static PreparedStatement written(Connection connection, String sql) throws SQLException {
        return connection.unwrap(JdbcConnection.class).clientPrepareStatement(sql);
    }

    private <T> T run(Preparing preparing, String sql, Object[] arguments, Work<T> work) {
        statements.increment();
        boolean underWay = transactions.findTransactionStatus().isPresent();
        return (underWay ? writing : reading).execute(ConnectionDefinition.DEFAULT, status -> {
            try (var statement = preparing.of(status.getConnection(), sql)) {
                bind(statement, arguments);
                return work.run(statement);
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        });
    }

    /** By its own setter where it has one: else the driver looks for the type of each anew. */
    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Enum<?> constant -> statement.setString(i + 1, constant.name());
                case Instant instant ->
                    statement.setObject(
                            i + 1, LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
                case null -> statement.setNull(i + 1, Types.NULL);
                default -> statement.setObject(i + 1, arguments[i]);
            }
        }
    }
}
