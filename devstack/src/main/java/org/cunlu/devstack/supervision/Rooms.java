package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** Rooms for tests on shared servers: each has a database, names of exchanges and indices, and so on for itself. */
final class Rooms {
    private static final String PREFIX = "cunlu_";

    private final Stand stand;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private boolean cleaned;
    private int redisDatabase;

    /** @param cleaned true to leave alone what looks like rooms of earlier runs: the database may be others' as well */
    Rooms(Stand stand, boolean cleaned) {
        this.stand = stand;
        this.cleaned = cleaned;
    }

    /**
     * Makes a room.
     *
     * @param name letters, digits and underscores; unique
     * @return properties that lead into it
     */
    Map<String, String> open(String name, Collection<Server> servers) {
        open.add(name);
        var properties = new LinkedHashMap<>(stand.properties(servers));
        for (var server : servers) {
            switch (server) {
                case DATABASE -> {
                    dropLeftoversOnce();
                    execute("CREATE DATABASE `" + PREFIX + name + "` CHARACTER SET utf8mb4");
                    properties.compute("cunlu.db.url", (key, url) -> inDatabase(url, PREFIX + name));
                }
                case CACHE -> properties.compute("cunlu.redis.uri", (key, uri) -> inClearedDatabase(uri));
                case BROKER -> properties.put("cunlu.amqp.prefix", queues(name));
                case SEARCH -> properties.put("cunlu.es.prefix", indices(name));
            }
        }
        return properties;
    }

    /** Gives up those that are still open. */
    void closeAll() {
        Set.copyOf(open).forEach(this::close);
    }

    /** Gives a room up, once. Trouble is only logged: nobody waits for it any more. */
    synchronized void close(String name) {
        if (!open.remove(name)) {
            return;
        }
        try {
            var running = stand.running();
            if (running.contains(Server.DATABASE)) {
                execute("DROP DATABASE IF EXISTS `" + PREFIX + name + "`");
            }
            if (running.contains(Server.BROKER)) {
                stand.forget(Server.BROKER, queues(name));
            }
            if (running.contains(Server.SEARCH)) {
                new Indices(stand.properties(List.of(Server.SEARCH)).get("cunlu.es.url")).delete(indices(name));
            }
        } catch (DevstackException | IOException failed) {
            Supervisor.log("cannot give up all of the room " + name + ": " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the names of its exchanges and queues begin with. */
    private static String queues(String name) {
        return name + ".";
    }

    private static String indices(String name) {
        return name + "_";
    }

    /** Drops what tests of an earlier run have left. */
    private synchronized void dropLeftoversOnce() {
        if (!cleaned) {
            databases().forEach(database -> execute("DROP DATABASE IF EXISTS `" + database + "`"));
            cleaned = true;
        }
    }

    private List<String> databases() {
        var names = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW DATABASES LIKE 'cunlu\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw new DevstackException("cannot list the databases: " + failed.getMessage(), failed);
        }
        return names;
    }

    private void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new DevstackException(sql + " failed: " + failed.getMessage(), failed);
        }
    }

    private Connection connect() throws SQLException {
        var properties = stand.properties(List.of(Server.DATABASE));
        return DriverManager.getConnection(
                properties.get("cunlu.db.url"), properties.get("cunlu.db.user"), properties.get("cunlu.db.password"));
    }

    /** The next database of Redis, emptied. Where it has few of them, rooms that are open together may share one. */
    private synchronized String inClearedDatabase(String uri) {
        try (var redis = new Redis(uri)) {
            redisDatabase = redisDatabase % (redis.databases() - 1) + 1;
            redis.ask("SELECT", Integer.toString(redisDatabase));
            redis.ask("FLUSHDB");
            return uri.replaceFirst("/\\d*$", "") + "/" + redisDatabase;
        } catch (IOException failed) {
            throw new DevstackException("cannot clear a database of Redis: " + failed.getMessage(), failed);
        }
    }

    /** {@code jdbc:mysql://host:1/cunlu?a=b} becomes {@code jdbc:mysql://host:1/NAME?a=b}. */
    static String inDatabase(String url, String name) {
        return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }
}
