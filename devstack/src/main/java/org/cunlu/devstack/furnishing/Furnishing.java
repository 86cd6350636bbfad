package org.cunlu.devstack.furnishing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.cunlu.devstack.DevstackException;
import org.flywaydb.core.Flyway;

/**
 * Gives a room the tables of all modules on the class path before the application comes into it: they are made once on a server by the
 * migrations themselves, in a database apart, and copied from there, histories included. The application then finds nothing to do.
 * A copy costs a fifth of 156 scripts.
 */
public final class Furnishing {
    /** As rooms begin, so that who may make those may make this one. */
    private static final String PREFIX = "cunlu_like_";
    /** Its table that says that it is whole; made last, never copied. */
    private static final String WHOLE = "whole";

    private static final int LOCK_SECONDS = 300;

    private static Blueprint known;

    private Furnishing() {}

    /** @param room properties that lead into an empty database; unchanged where the class path has no migrations */
    public static synchronized void into(Map<String, String> room) {
        var scripts = Scripts.onClassPath();
        if (scripts.modules().isEmpty()) {
            return;
        }
        try {
            if (known == null) {
                known = blueprint(room, scripts);
            }
            try (var connection = connect(room, room.get("cunlu.db.url"));
                    var statement = connection.createStatement()) {
                statement.execute(String.join(";\n", known.statements()));
                while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                    // A refusal in the middle comes as the exception of its own turn.
                }
            }
        } catch (SQLException failed) {
            throw new DevstackException("cannot furnish a room: " + failed.getMessage(), failed);
        }
    }

    private static Blueprint blueprint(Map<String, String> room, Scripts scripts) throws SQLException {
        String name = PREFIX + scripts.fingerprint();
        String url = room.get("cunlu.db.url").replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        try (var guard = connect(room, room.get("cunlu.db.url"));
                var statement = guard.createStatement()) {
            // Two processes of a run of tests ask at once; the one that waits finds it made. The lock goes with the
            // connection.
            try (var taken = statement.executeQuery("SELECT GET_LOCK('" + name + "', " + LOCK_SECONDS + ")")) {
                if (!taken.next() || taken.getInt(1) != 1) {
                    throw new DevstackException("another process has been migrating for " + LOCK_SECONDS + " s");
                }
            }
            if (!whole(guard, name)) {
                statement.execute("DROP DATABASE IF EXISTS `" + name + "`");
                statement.execute("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4");
                scripts.modules().forEach(module -> migrate(room, url, module));
                statement.execute("CREATE TABLE `" + name + "`.`" + WHOLE + "` (made INT PRIMARY KEY)");
            }
            try (var connection = connect(room, url)) {
                return Blueprint.of(connection, WHOLE);
            }
        }
    }

    private static boolean whole(Connection connection, String name) throws SQLException {
        try (var asked = connection.prepareStatement(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?")) {
            asked.setString(1, name);
            asked.setString(2, WHOLE);
            try (var rows = asked.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** As the application does it (kernel's ModuleMigrations); what it would do otherwise it finds undone and does, or refuses. */
    private static void migrate(Map<String, String> room, String url, String module) {
        Flyway.configure(Furnishing.class.getClassLoader())
                .dataSource(url, room.get("cunlu.db.user"), room.get("cunlu.db.password"))
                .locations("classpath:db/migration/" + module)
                .table("flyway_" + module)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholderReplacement(false)
                .load()
                .migrate();
    }

    private static Connection connect(Map<String, String> room, String url) throws SQLException {
        var wanted = new Properties();
        wanted.setProperty("user", room.get("cunlu.db.user"));
        wanted.setProperty("password", room.get("cunlu.db.password"));
        wanted.setProperty("allowMultiQueries", "true");
        return DriverManager.getConnection(url, wanted);
    }
}
