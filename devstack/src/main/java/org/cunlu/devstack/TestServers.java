package org.cunlu.devstack;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.cunlu.devstack.link.ProcessId;

/**
 * Servers for tests: one set for a whole build, started when the first test asks, ended with the build.
 *
 * <p>Each call makes a room of its own on them: a fresh database, a cleared Redis database, prefixes for exchanges, queues
 * and indices. Rooms go when the test's process ends. The servers keep their files in {@code .cunlu/test} of the project.
 */
public final class TestServers {
    /** Small: tests hold little, and several builds may run on one machine. */
    private static final int DATABASE_POOL_MIB = 128;

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
        var wanted = servers.length == 0 ? EnumSet.allOf(Server.class) : EnumSet.copyOf(Arrays.asList(servers));
        var properties = new LinkedHashMap<>(secrets());
        properties.put("cunlu.demo", "true");
        properties.put("cunlu.port", "-1");
        properties.put("micronaut.server.port", "-1");
        properties.putAll(shared(wanted).room(roomName(name), wanted));
        return properties;
    }

    /** All four servers, in a room without a name of its own. */
    public static Map<String, String> properties() {
        return properties("room");
    }

    /** Servers for one test alone, which it may stop, kill and wipe; it closes them itself. Takes some seconds. */
    public static Devstack dedicated(Server... servers) {
        var wanted = servers.length == 0 ? EnumSet.allOf(Server.class) : EnumSet.copyOf(Arrays.asList(servers));
        var dir = Home.projectRoot().resolve(".cunlu/test-" + random());
        var options = DevstackOptions.in(dir).withServers(wanted).withDatabasePoolMib(DATABASE_POOL_MIB);
        return Devstack.start(options);
    }

    /** Adds test secrets, demo mode and a free HTTP port to the addresses of {@link #dedicated} servers. */
    public static Map<String, String> properties(Devstack servers) {
        var properties = new LinkedHashMap<>(secrets());
        properties.put("cunlu.demo", "true");
        properties.put("cunlu.port", "-1");
        properties.put("micronaut.server.port", "-1");
        properties.putAll(servers.properties());
        return properties;
    }

    private static synchronized Devstack shared(Collection<Server> wanted) {
        if (shared == null) {
            var options = DevstackOptions.in(Home.projectRoot().resolve(".cunlu/test"))
                    .withServers(EnumSet.copyOf(wanted))
                    .withDatabasePoolMib(DATABASE_POOL_MIB);
            shared = Devstack.start(options, build(), true);
        } else {
            shared.ensure(wanted);
        }
        return shared;
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
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "") + "_" + random();
    }

    private static String random() {
        var bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Always the same: a test that fails today fails tomorrow in the same way. Never for use outside tests. */
    private static Map<String, String> secrets() {
        var bytes = new byte[32];
        var random = new Random(500233);
        var secrets = new LinkedHashMap<String, String>();
        for (var key : new String[] {"jwt", "field-key", "index-key", "gateway"}) {
            random.nextBytes(bytes);
            secrets.put("cunlu.secrets." + key, Base64.getEncoder().encodeToString(bytes));
        }
        return secrets;
    }
}
