package org.cunlu.devstack;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;

/**
 * Running servers that belong to this process: they end when it closes them, and when it ends in whatever way.
 *
 * <p>Servers that are named by configuration are only passed on; they cannot be stopped or wiped from here.
 */
public final class Devstack implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final DevstackOptions options;
    private final Set<Server> external;
    private final Optional<Link> link;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private boolean temporary;

    private Devstack(DevstackOptions options, Set<Server> external, Optional<Link> link, boolean containers) {
        this.options = options;
        this.external = external;
        this.link = link;
        if (options.servers().contains(Server.BROKER)) {
            properties.put(Configuration.QUEUE_TYPE, containers ? "quorum" : "classic");
        }
        properties.putAll(Configuration.valuesOf(external));
    }

    /**
     * Starts the wanted servers side by side and returns when all answer.
     *
     * @throws DevstackException when one cannot be had; then none is left running
     */
    public static Devstack start(DevstackOptions options) {
        var external = external(options);
        if (external.containsAll(options.servers())) {
            return new Devstack(options, external, Optional.empty(), false);
        }
        var devstack = open(options, external, ProcessId.self(), false);
        try {
            devstack.ensure(options.servers());
            return devstack;
        } catch (DevstackException refused) {
            devstack.close();
            throw refused;
        }
    }

    /** Uses the servers of the folder together with other processes; starts none before it is asked to. */
    static Devstack join(DevstackOptions options, ProcessId parent) {
        return open(options, external(options), parent, true);
    }

    private static Devstack open(DevstackOptions options, Set<Server> external, ProcessId parent, boolean shared) {
        boolean containers = options.choice() == Choice.CONTAINERS
                || options.choice() == Choice.BY_CONFIGURATION && Configuration.containersAskedFor();
        var link = new SupervisorStart(options, external, containers, parent, shared).open();
        return new Devstack(options, external, Optional.of(link), containers);
    }

    private static Set<Server> external(DevstackOptions options) {
        var external = EnumSet.noneOf(Server.class);
        if (options.choice() != Choice.EMBEDDED) {
            external.addAll(Configuration.named());
            external.retainAll(options.servers());
        }
        if (options.choice() == Choice.EXTERNAL && !external.containsAll(options.servers())) {
            var missing = options.servers().stream()
                    .filter(server -> !external.contains(server))
                    .flatMap(server -> server.keys().stream())
                    .filter(key -> Configuration.value(key).isEmpty())
                    .map(Configuration::variable)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new DevstackException("""
                    缺少服务器配置 · Servers of your own are asked for, but not all are named.
                    Set these environment variables: %s""".formatted(missing));
        }
        return external;
    }

    /** From now on, closing it deletes its folder, too. */
    Devstack temporary() {
        temporary = true;
        return this;
    }

    /** How to reach the servers, by the keys of the application's configuration ({@code cunlu.db.url} and so on). */
    public Map<String, String> properties() {
        synchronized (properties) {
            return Map.copyOf(properties);
        }
    }

    /** Starts those of the servers that do not run, and waits until all answer. */
    public void start(Server... servers) {
        ensure(Arrays.asList(servers));
    }

    /** Ends it in order, as an operator would. */
    public void stop(Server server) {
        change("stop", server);
    }

    /** Ends it at once, as a crash would; {@link #start(Server...)} brings it back with what it had kept. */
    public void kill(Server server) {
        change("kill", server);
    }

    public void restart(Server server) {
        stop(server);
        start(server);
    }

    /** Stops it, deletes all that it has kept, and starts it again on the same port, with the same password. */
    public void wipe(Server server) {
        change("wipe", server);
    }

    /** The number of the server's process; empty when it does not run, or not as a process of this machine. */
    public OptionalLong pid(Server server) {
        var pid = link.map(open -> open.ask(Line.of("pids")).get(server.name()));
        return pid.map(text -> OptionalLong.of(Long.parseLong(text))).orElseGet(OptionalLong::empty);
    }

    /** The number of the process that watches over the servers; empty when all are named by configuration. */
    public OptionalLong supervisorPid() {
        return link.map(open -> OptionalLong.of(open.supervisor().pid())).orElseGet(OptionalLong::empty);
    }

    /** Stops all servers and waits for that. */
    @Override
    public void close() {
        link.ifPresent(open -> {
            try {
                open.ask(Line.of("shutdown"));
            } catch (DevstackException gone) {
                // Then there is nothing left to stop.
            }
            open.close();
            open.supervisor().waitForEnd(STOP_WITHIN);
            if (temporary) {
                PrivateFile.deleteTree(options.dir());
            }
        });
    }

    void ensure(Collection<Server> servers) {
        if (link.isEmpty()) {
            return;
        }
        var names = servers.stream().map(Server::name).collect(Collectors.joining(","));
        var more = link.get().ask(Line.of("ensure", names), this::tell);
        synchronized (properties) {
            properties.putAll(more);
        }
    }

    /** A room for a test on these servers, which must run. */
    Map<String, String> room(String name, Collection<Server> servers) {
        var names = servers.stream().map(Server::name).collect(Collectors.joining(","));
        var room = new LinkedHashMap<>(link.orElseThrow().ask(Line.of("room", name, names)));
        if (servers.contains(Server.BROKER)) {
            room.put(Configuration.QUEUE_TYPE, properties().get(Configuration.QUEUE_TYPE));
        }
        return room;
    }

    private void change(String verb, Server server) {
        if (external.contains(server) || link.isEmpty()) {
            throw new DevstackException("%s 由配置指定，不能 %s · %s is named by configuration, so it is not ours to %s."
                    .formatted(server.title(), verb, server.title(), verb));
        }
        link.get().ask(Line.of(verb, server.name()));
    }

    private void tell(Server server, Progress.Stage stage, String text) {
        options.progress()
                .accept(new Progress(
                        Optional.of(server),
                        stage,
                        "%s: %s".formatted(server.title(), text),
                        Duration.ofNanos(System.nanoTime() - begun)));
    }
}
