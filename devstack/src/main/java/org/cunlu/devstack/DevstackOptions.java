package org.cunlu.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to start, where, and how.
 *
 * @param dir folder that keeps data, logs and passwords between starts; made when absent
 * @param servers which servers are wanted; at least one
 * @param ports wanted ports; a server that is not named here takes a free one
 * @param choice where the servers come from
 * @param fresh true to forget all data of the folder first
 * @param databasePoolMib memory of the database for its pages, MiB; 32 or more
 * @param startWithin how long one server may take to be ready
 * @param progress told of each step, from one thread at a time
 */
public record DevstackOptions(
        Path dir,
        Set<Server> servers,
        Map<Server, Integer> ports,
        Choice choice,
        boolean fresh,
        int databasePoolMib,
        Duration startWithin,
        Consumer<Progress> progress) {

    /** Where servers come from. */
    public enum Choice {
        /** Servers named by configuration, else containers where asked for, else embedded ones. */
        BY_CONFIGURATION,
        /** Only servers named by configuration; an error when one is not named. */
        EXTERNAL,
        /** Containers, except for servers named by configuration; an error when no Docker engine answers. */
        CONTAINERS,
        /** Embedded servers, whatever is configured. */
        EMBEDDED
    }

    public DevstackOptions {
        dir = dir.toAbsolutePath().normalize();
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("servers is empty");
        }
        servers = Set.copyOf(servers);
        ports = Map.copyOf(ports);
        ports.forEach((server, port) -> {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port of " + server + " is not within 1 to 65535: " + port);
            }
        });
        if (databasePoolMib < 32) {
            throw new IllegalArgumentException("databasePoolMib is below 32: " + databasePoolMib);
        }
    }

    /** All four servers on free ports, chosen by configuration, their data kept in {@code dir}. */
    public static DevstackOptions in(Path dir) {
        return new DevstackOptions(
                dir,
                EnumSet.allOf(Server.class),
                Map.of(),
                Choice.BY_CONFIGURATION,
                false,
                256,
                Duration.ofSeconds(90),
                step -> {});
    }

    public DevstackOptions withDir(Path folder) {
        return new DevstackOptions(folder, servers, ports, choice, fresh, databasePoolMib, startWithin, progress);
    }

    public DevstackOptions withServers(Server first, Server... more) {
        return withServers(EnumSet.of(first, more));
    }

    public DevstackOptions withServers(Set<Server> wanted) {
        return new DevstackOptions(dir, wanted, ports, choice, fresh, databasePoolMib, startWithin, progress);
    }

    public DevstackOptions withPort(Server server, int port) {
        var more = new EnumMap<Server, Integer>(Server.class);
        more.putAll(ports);
        more.put(server, port);
        return new DevstackOptions(dir, servers, more, choice, fresh, databasePoolMib, startWithin, progress);
    }

    public DevstackOptions withChoice(Choice wanted) {
        return new DevstackOptions(dir, servers, ports, wanted, fresh, databasePoolMib, startWithin, progress);
    }

    public DevstackOptions withFresh(boolean wanted) {
        return new DevstackOptions(dir, servers, ports, choice, wanted, databasePoolMib, startWithin, progress);
    }

    public DevstackOptions withDatabasePoolMib(int mib) {
        return new DevstackOptions(dir, servers, ports, choice, fresh, mib, startWithin, progress);
    }

    public DevstackOptions withStartWithin(Duration limit) {
        return new DevstackOptions(dir, servers, ports, choice, fresh, databasePoolMib, limit, progress);
    }

    public DevstackOptions withProgress(Consumer<Progress> listener) {
        return new DevstackOptions(dir, servers, ports, choice, fresh, databasePoolMib, startWithin, listener);
    }
}
