package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;

/**
 * The program of the supervisor's process.
 *
 * <p>One per folder, by a lock on a file in it. It writes {@code supervisor.properties} (where to ask it) when it listens and
 * {@code servers.properties} (how to reach the servers) whenever that changes, both readable by their owner only.
 */
final class Supervisor {
    private final Settings settings;
    private final Records records;
    private final Children children;
    private final Stand stand;
    private final Rooms rooms;
    private boolean ended;

    private Supervisor(Settings settings) {
        this.settings = settings;
        records = new Records(settings.dir());
        records.endLeftovers();
        children = new Children(new Guard(), records);
        stand = new Stand(servers());
        rooms = new Rooms(stand, settings.external().contains(Server.DATABASE));
    }

    public static void main(String[] args) throws IOException {
        var settings = Settings.parse(args);
        Files.createDirectories(settings.dir());
        try (var channel = FileChannel.open(
                        settings.dir().resolve("supervisor.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                // Waits for one that is about to end.
                var lock = channel.lock()) {
            new Supervisor(settings).run(lock);
        } catch (DevstackException told) {
            log(told.getMessage());
            System.exit(1);
        }
    }

    private void run(FileLock held) throws IOException {
        var lifetime = new Lifetime(settings.parent(), this::end);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        stand.deleteData(settings.forget());
        var token = Passwords.next();
        var control = new Control(settings, token, stand, rooms, lifetime, this::tellServers);
        var self = new LinkedHashMap<String, String>();
        self.put("process", ProcessId.self().toString());
        self.put("port", Integer.toString(control.port()));
        self.put("token", token);
        self.put("lock", Boolean.toString(held.isValid()));
        PrivateFile.write(settings.dir().resolve("supervisor.properties"), self);
        lifetime.watch();
        control.serve();
    }

    private Map<Server, ManagedServer> servers() {
        var passwords = new Passwords(settings.dir());
        var contained = new Contained(settings, children, passwords);
        var servers = new EnumMap<Server, ManagedServer>(Server.class);
        for (var server : Server.values()) {
            if (settings.external().contains(server)) {
                servers.put(server, new ExternalServer(server, settings.startWithin()));
            } else if (settings.containers()) {
                servers.put(server, contained.server(server, port(server)));
            } else {
                servers.put(server, embedded(server, passwords));
            }
        }
        return servers;
    }

    private ManagedServer embedded(Server server, Passwords passwords) {
        var port = port(server);
        return switch (server) {
            case DATABASE -> new EmbeddedDatabase(settings, children, passwords, port);
            case CACHE -> new EmbeddedCache(settings, children, passwords, port);
            case BROKER -> new EmbeddedBroker(settings, children, passwords, port);
            case SEARCH -> new EmbeddedSearch(settings, children, port);
        };
    }

    private Port port(Server server) {
        return new Port(server, Optional.ofNullable(settings.ports().get(server)));
    }

    /** Builds that ask side by side each tell: one at a time, so that the last to look is the last to write. */
    private synchronized void tellServers() {
        if (ended) {
            return;
        }
        PrivateFile.write(settings.dir().resolve("servers.properties"), stand.properties(stand.running()));
    }

    /** Runs once: when nobody wants the servers any more, or as the last act on a signal. */
    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        children.close();
        rooms.closeAll();
        stand.endAll();
        records.close();
        try {
            Files.deleteIfExists(settings.dir().resolve("servers.properties"));
            Files.deleteIfExists(settings.dir().resolve("supervisor.properties"));
        } catch (IOException left) {
            log("cannot delete its files: " + left.getMessage());
        }
        log("ended");
    }

    static void log(String text) {
        System.out.println(Instant.now() + " " + text);
    }

    static void log(String text, Throwable cause) {
        log(text);
        cause.printStackTrace(System.out);
    }
}
