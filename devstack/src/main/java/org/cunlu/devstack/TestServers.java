package org.cunlu.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.cunlu.devstack.furnishing.Furnishing;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;

/**
 * Servers for tests: one set for a whole build, started when the first test asks, ended with the build.
 *
 * <p>Each call makes a room of its own on them: a fresh database, a cleared Redis database, prefixes for exchanges, queues
 * and indices. The database has the tables of all modules on the class path already. Rooms go when the test's process ends. The servers keep their files in {@code .cunlu/test} of the project.
 */
public final class TestServers {
    /** Small: tests hold little, and several builds may run on one machine. */
    private static final int DATABASE_POOL_MIB = 128;

    /** Longer than any test that may still use its dedicated servers. */
    private static final Duration KEPT_FOR = Duration.ofHours(2);

    /** Patient: a loaded machine that starts containers is slow, and a test that fails for that tells nothing. */
    private static final Duration START_WITHIN = Duration.ofMinutes(4);

    private static Devstack shared;

    private TestServers() {}

    /**
     * Configuration of an application for a test.
     *
     * @param name of the room: letters and digits; need not be unique
     * @param servers those that the test needs; none named means all four
     * @return server addresses, test secrets, demo mode on, a free HTTP port
     */
    public static Map<String, String> properties(String name, Server... servers) {
        var properties = bare(name, servers);
        if (properties.containsKey("cunlu.db.url")) {
            Furnishing.into(properties);
        }
        return properties;
    }

    /** As {@link #properties(String, Server...)}, but with a database without any table: for what is about making them. */
    public static Map<String, String> bare(String name, Server... servers) {
        var wanted = wanted(servers);
        var properties = common();
        properties.putAll(shared(wanted).room(roomName(name), wanted));
        return properties;
    }

    /** All four servers, in a room without a name of its own. */
    public static Map<String, String> properties() {
        return properties("room");
    }

    /**
     * Servers for one test alone, which it may stop, kill and wipe; it closes them itself, and their data go then. Takes some
     * seconds. Where servers are named by configuration these are embedded ones all the same: nobody kills foreign servers.
     */
    public static Devstack dedicated(Server... servers) {
        var options = DevstackOptions.in(folder().resolveSibling("test-" + random()))
                .withChoice(Configuration.containersAskedFor() ? Choice.CONTAINERS : Choice.EMBEDDED)
                .withServers(wanted(servers))
                .withDatabasePoolMib(DATABASE_POOL_MIB)
                .withStartWithin(START_WITHIN);
        sweep();
        return Devstack.start(options).temporary();
    }

    /** Adds test secrets, demo mode and a free HTTP port to the addresses of {@link #dedicated} servers. */
    public static Map<String, String> properties(Devstack servers) {
        var properties = common();
        properties.putAll(servers.properties());
        return properties;
    }

    private static synchronized Devstack shared(Collection<Server> wanted) {
        if (shared == null) {
            shared = Devstack.join(
                    DevstackOptions.in(folder())
                            .withDatabasePoolMib(DATABASE_POOL_MIB)
                            .withStartWithin(START_WITHIN),
                    build());
        }
        shared.ensure(wanted);
        return shared;
    }

    private static Path folder() {
        return Home.projectRoot().resolve(".cunlu/test");
    }

    private static Set<Server> wanted(Server... servers) {
        return servers.length == 0 ? EnumSet.allOf(Server.class) : EnumSet.copyOf(Arrays.asList(servers));
    }

    /** Deletes what dedicated servers have left whose test was killed. */
    private static void sweep() {
        try (var folders = Files.newDirectoryStream(folder().getParent(), "test-*")) {
            var old = FileTime.from(Instant.now().minus(KEPT_FOR));
            for (var left : folders) {
                if (Files.getLastModifiedTime(left).compareTo(old) < 0) {
                    PrivateFile.deleteTree(left);
                }
            }
        } catch (IOException unreadable) {
            // What cannot be listed is swept another time.
        }
    }

    /** The Maven that runs this test, so that the servers serve all modules; this process when there is none. */
    private static ProcessId build() {
        var found = ProcessHandle.current();
        for (var process = found.parent();
                process.isPresent();
                process = process.get().parent()) {
            var command = ProcessId.commandOf(process.get());
            if (command.contains("org.codehaus.plexus.classworlds.launcher.Launcher")) {
                found = process.get();
            }
        }
        return ProcessId.of(found);
    }

    private static String roomName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "_" + random();
    }

    private static String random() {
        var bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Demo mode, a free HTTP port, and secrets that are always the same: a test that fails today fails tomorrow likewise. */
    private static Map<String, String> common() {
        var common = new LinkedHashMap<String, String>();
        common.put("cunlu.demo", "true");
        common.put("cunlu.port", "-1");
        common.put("micronaut.server.port", "-1");
        var bytes = new byte[32];
        var random = new Random(500233);
        for (var key : List.of("jwt", "field-key", "index-key", "gateway")) {
            random.nextBytes(bytes);
            common.put("cunlu.secrets." + key, Base64.getEncoder().encodeToString(bytes));
        }
        return common;
    }
}
