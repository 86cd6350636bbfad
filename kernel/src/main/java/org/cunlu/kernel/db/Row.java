package org.cunlu.kernel.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** One row of an answer, read by column name; times come as instants (columns hold UTC). */
public final class Row {
    private final ResultSet result;
    /** Names of the columns in their order; a name that came before is null. */
    private final String[] columns;
    /** Behind the column that was read last: most are read in their order. */
    private int next;

    Row(ResultSet result) throws SQLException {
        this.result = result;
        this.columns = columns(result.getMetaData());
    }

    private static String[] columns(ResultSetMetaData described) throws SQLException {
        var columns = new String[described.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            String name = described.getColumnLabel(i + 1);
            columns[i] = name;
            for (int before = 0; before < i; before++) {
                if (name.equals(columns[before])) {
                    columns[i] = null;
                }
            }
        }
        return columns;
    }

    /** The driver would sort all names of each answer three times over before it finds the first. */
    private int position(String column) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            int at = next + i < columns.length ? next + i : next + i - columns.length;
            if (column.equals(columns[at])) {
                next = at + 1;
                return at + 1;
            }
        }
        return result.findColumn(column);
    }

    public String string(String column) {
        return get(column, String.class);
    }

    /** @throws IllegalStateException when the column is null */
    public long number(String column) {
        Long value = get(column, Long.class);
        if (value == null) {
            throw new IllegalStateException("column is null: " + column);
        }
        return value;
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    /** @return the number, or null */
    public Long numberOrNull(String column) {
        return get(column, Long.class);
    }

    public boolean flag(String column) {
        return number(column) != 0;
    }

    public Instant instant(String column) {
        LocalDateTime value = get(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    public LocalDate date(String column) {
        return get(column, LocalDate.class);
    }

    public LocalTime time(String column) {
        return get(column, LocalTime.class);
    }

    public byte[] bytes(String column) {
        try {
            return result.getBytes(position(column));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        String value = string(column);
        return value == null ? null : Enum.valueOf(type, value);
    }

    public double decimal(String column) {
        return get(column, Double.class);
    }

    private <T> T get(String column, Class<T> type) {
        try {
            return result.getObject(position(column), type);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
