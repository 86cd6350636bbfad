package org.cunlu.devstack.furnishing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a database like another one: its tables as it tells them itself, so that names of constraints stay as well, the rows that
 * migrations wrote, and its views.
 *
 * @param statements to be run in this order in an empty database on the same server
 */
record Blueprint(List<String> statements) {

    /** @param connection in the database that is to be copied; rows are read from there again at each copy, so it must stay as it is */
    static Blueprint of(Connection connection, String without) throws SQLException {
        String from = connection.getCatalog();
        var statements = new ArrayList<String>();
        // Whatever a table refers to may come after it.
        statements.add("SET foreign_key_checks = 0");
        List<String> tables = names(connection, "BASE TABLE");
        tables.remove(without);
        for (String table : tables) {
            statements.add(told(connection, "SHOW CREATE TABLE `" + table + "`"));
        }
        for (String table : tables) {
            if (!list(connection, "SELECT 1 FROM `" + table + "` LIMIT 1").isEmpty()) {
                String columns = columns(connection, table);
                statements.add("INSERT INTO `%s` (%s) SELECT %s FROM `%s`.`%s`"
                        .formatted(table, columns, columns, from, table));
            }
        }
        for (String view : names(connection, "VIEW")) {
            statements.add(told(connection, "SHOW CREATE VIEW `" + view + "`").replace("`" + from + "`.", ""));
        }
        statements.add("SET foreign_key_checks = 1");
        return new Blueprint(List.copyOf(statements));
    }

    private static List<String> names(Connection connection, String kind) throws SQLException {
        return list(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = '"
                        + kind + "' ORDER BY table_name");
    }

    /** Those that are written, not generated. */
    private static String columns(Connection connection, String table) throws SQLException {
        return list(
                        connection,
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '"
                                + table + "' AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position")
                .stream()
                .map(column -> "`" + column + "`")
                .collect(Collectors.joining(", "));
    }

    private static List<String> list(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String told(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(2);
        }
    }
}
