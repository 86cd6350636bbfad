package org.cunlu.kernel.db;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Statements whose shape depends on their data: many rows at once, conditional changes that tell how many rows they
 * changed. They run on the connection of the transaction that is under way. Arguments may be strings, numbers, booleans,
 * enums (by name), instants (to UTC milliseconds), dates, times, byte arrays and null.
 */
@Singleton
public class Sql {
    private final JdbcOperations jdbc;

    Sql(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public <T> List<T> list(String sql, Function<Row, T> row, Object... arguments) {
        return jdbc.prepareStatement(sql, statement -> {
            bind(statement, arguments);
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

    /** @return how many rows were changed (matched rows: a row that already has the value counts) */
    public int change(String sql, Object... arguments) {
        return jdbc.prepareStatement(sql, statement -> {
            bind(statement, arguments);
            return statement.executeUpdate();
        });
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

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, column(arguments[i]));
        }
    }

    private static Object column(Object argument) {
        return switch (argument) {
            case Instant instant -> LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> argument;
        };
    }
}
