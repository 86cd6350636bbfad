package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rooms of tests get copies of tables; what is tested in them holds only if those are what the migrations make. */
@Tag("servers")
class FurnishedRoomTest {
    /** What no two migrations of the same scripts have in common. */
    private static final List<String> OF_ITS_TIME =
            List.of("installed_on", "execution_time", "created_at", "changed_at");

    @Test
    void aRoomsTablesViewsAndFirstRowsAreThoseThatTheMigrationsMakeInAnEmptyDatabase() throws SQLException {
        var bare = TestServers.bare("migrated", Server.DATABASE);
        var furnished = TestServers.properties("furnished", Server.DATABASE);
        assertThat(told(bare)).isEmpty();
        migrate(bare);
        var tables = told(furnished);
        assertThat(tables).hasSizeGreaterThan(300).isEqualTo(told(bare));
        // Histories among them, so that an application finds nothing to do.
        assertThat(rows(furnished)).hasSizeGreaterThan(15).isEqualTo(rows(bare));
    }

    /** As any start of the application does, which goes no further. */
    private static void migrate(Map<String, String> room) {
        var properties = new HashMap<String, Object>(room);
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        try (var context = ApplicationContext.builder()
                .packages("org.cunlu")
                .properties(properties)
                .eagerInitSingletons(false)
                .build()) {
            context.start();
            context.getBean(DataSource.class);
        }
    }

    /** @return statement by table or view, without what counts rows */
    private static Map<String, String> told(Map<String, String> room) throws SQLException {
        var told = new TreeMap<String, String>();
        try (var connection = connect(room)) {
            for (var table : list(connection, "SHOW FULL TABLES", 1, 2)) {
                String kind = table.get(1).equals("VIEW") ? "VIEW" : "TABLE";
                String statement = list(connection, "SHOW CREATE " + kind + " `" + table.getFirst() + "`", 2)
                        .getFirst()
                        .getFirst();
                told.put(table.getFirst(), statement.replaceAll(" AUTO_INCREMENT=\\d+", ""));
            }
        }
        return told;
    }

    private static Map<String, List<List<String>>> rows(Map<String, String> room) throws SQLException {
        var rows = new TreeMap<String, List<List<String>>>();
        try (var connection = connect(room)) {
            for (var table : list(connection, "SHOW FULL TABLES WHERE table_type = 'BASE TABLE'", 1)) {
                var found = contents(connection, table.getFirst());
                if (!found.isEmpty()) {
                    rows.put(table.getFirst(), found);
                }
            }
        }
        return rows;
    }

    private static List<List<String>> contents(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT * FROM `" + table + "`")) {
            var meta = result.getMetaData();
            var found = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    if (!OF_ITS_TIME.contains(meta.getColumnName(i))) {
                        row.add(result.getString(i));
                    }
                }
                found.add(row);
            }
            found.sort(Comparator.comparing(List::toString));
            return found;
        }
    }

    private static List<List<String>> list(Connection connection, String sql, int... columns) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var found = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column : columns) {
                    row.add(result.getString(column));
                }
                found.add(row);
            }
            return found;
        }
    }

    private static Connection connect(Map<String, String> room) throws SQLException {
        return DriverManager.getConnection(
                room.get("cunlu.db.url"), room.get("cunlu.db.user"), room.get("cunlu.db.password"));
    }
}
