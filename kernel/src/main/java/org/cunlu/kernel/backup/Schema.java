package org.cunlu.kernel.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database has: tables, views, columns, and the statements that make them. */
final class Schema {
    private final Connection connection;

    Schema(Connection connection) {
        this.connection = connection;
    }

    /** @param type of information_schema */
    record Column(String name, String type) {}

    List<String> tables() throws SQLException {
        return names("BASE TABLE");
    }

    /** A view that reads another one comes after it. */
    List<String> views() throws SQLException {
        var waiting = new ArrayList<>(names("VIEW"));
        var ordered = new ArrayList<String>();
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            for (String view : List.copyOf(waiting)) {
                String text = createView(view);
                if (waiting.stream().noneMatch(other -> !other.equals(view) && text.contains(quoted(other)))) {
                    ordered.add(view);
                    waiting.remove(view);
                }
            }
            if (waiting.size() == before) {
                throw new BackupException("视图互相引用 · Views read one another: " + waiting);
            }
        }
        return ordered;
    }

    /** Those that are written; what the database reckons itself is not. */
    List<Column> columns(String table) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var ask = connection.prepareStatement("SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COALESCE(GENERATION_EXPRESSION, '') = ''"
                + " ORDER BY ORDINAL_POSITION")) {
            ask.setString(1, table);
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return columns;
    }

    /** On one line. */
    String create(String table) throws SQLException {
        return oneLine(second("SHOW CREATE TABLE " + quoted(table)));
    }

    /** On one line, and by whoever restores it: who made the view may not exist there. */
    String createView(String view) throws SQLException {
        return oneLine(second("SHOW CREATE VIEW " + quoted(view)))
                .replaceFirst("DEFINER=(`[^`]*`|'[^']*'|\\S)+@(`[^`]*`|'[^']*'|\\S+) ", "");
    }

    /** {@code MySQL} or {@code MariaDB}: each understands its own schema only. */
    String server() throws SQLException {
        try (var ask = connection.createStatement();
                var rows = ask.executeQuery("SELECT VERSION()")) {
            rows.next();
            return rows.getString(1).contains("MariaDB") ? "MariaDB" : "MySQL";
        }
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private List<String> names(String type) throws SQLException {
        var names = new ArrayList<String>();
        try (var ask = connection.prepareStatement("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = ? ORDER BY TABLE_NAME")) {
            ask.setString(1, type);
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private String second(String sql) throws SQLException {
        try (var ask = connection.createStatement();
                var rows = ask.executeQuery(sql)) {
            rows.next();
            return rows.getString(2);
        }
    }

    /** Line breaks between the clauses become spaces. In a comment of a column they are written as \n by the server. */
    private static String oneLine(String sql) {
        return sql.replaceAll("\\R", " ");
    }
}
