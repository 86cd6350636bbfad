package org.cunlu.kernel.db;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.stream.Collectors;

/**
 * Statements whose shape depends on their data: many rows at once, conditional changes that tell how many rows they
 * changed. They run on the connection of the transaction that is under way; without one, reading takes a connection for
 * the one statement, and changing is refused. Arguments may be strings, numbers, booleans, enums (by name), instants (to
 * UTC milliseconds), dates, times, byte arrays and null. What the database refuses comes as {@link SqlFailure}.
 */
@Singleton
public class Sql {
    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;
    private final LongAdder statements = new LongAdder();

    Sql(ConnectionOperations<Connection> connections, TransactionOperations<Connection> transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /** @return statements sent to the database since this process began */
    long sent() {
        return statements.sum();
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    public <T> List<T> list(String sql, Function<Row, T> row, Object... arguments) {
        return prepared(sql, arguments, statement -> {
            try (var result = statement.executeQuery()) {
                var answer = new ArrayList<T>();
                var current = new Row(result);
                while (result.next()) {
                    answer.add(row.apply(current));
                }
                return answer;
            }
        });
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
        if (transactions.findTransactionStatus().isEmpty()) {
            throw new IllegalStateException("a change needs a transaction: " + sql);
        }
        return prepared(sql, arguments, PreparedStatement::executeUpdate);
    }

    /**
     * One statement for all rows.
     * @param head such as {@code INSERT INTO a_table (one, other)}
     * @param rows one array of arguments a row, all of the same length; nothing is sent when empty
     */
    public int insertMany(String head, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        String mark = "(" + marks(rows.getFirst().length) + ")";
        String sql = head + " VALUES " + String.join(",", Collections.nCopies(rows.size(), mark));
        return change(sql, rows.stream().flatMap(Arrays::stream).toArray());
    }

    /** @return {@code ?,?,?} */
    public static String marks(int count) {
        return Collections.nCopies(count, "?").stream().collect(Collectors.joining(","));
    }

    private <T> T prepared(String sql, Object[] arguments, Work<T> work) {
        statements.increment();
        return connections.execute(ConnectionDefinition.DEFAULT, status -> {
            try (var statement = status.getConnection().prepareStatement(sql)) {
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
