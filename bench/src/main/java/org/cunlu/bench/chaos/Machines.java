package org.cunlu.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.faults.Fault;
import org.cunlu.bench.faults.FaultProxy;
import org.cunlu.bench.faults.Place;
import org.cunlu.bench.faults.Schedule.Step;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.DevstackOptions;
import org.cunlu.devstack.Server;

/** The servers, the app instances, and a line that can be spoilt from each instance to each server. */
final class Machines implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(127\\.0\\.0\\.1|localhost):(\\d+)");
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int SECRET_BYTES = 32;

    private final Devstack servers;
    private final Map<String, String> direct;
    private final Map<Place, FaultProxy> lines = new LinkedHashMap<>();
    private final List<AppInstance> apps = new CopyOnWriteArrayList<>();
    private final Leftovers leftovers;

    private Machines(Devstack servers, Map<String, String> direct, Leftovers leftovers) {
        this.servers = servers;
        this.direct = direct;
        this.leftovers = leftovers;
    }

    /**
     * Starts all of it, the demo county loaded; returns when all instances are ready.
     * @param root of the checkout, with the launcher
     * @param dir folder of this alone; what it had is forgotten
     */
    static Machines start(Path root, Path dir, int instances, Duration within, Consumer<String> told) {
        told.accept("启动服务器 · starting the servers in " + dir);
        var servers = Devstack.start(DevstackOptions.in(dir.resolve("servers"))
                .withChoice(DevstackOptions.Choice.EMBEDDED)
                .withFresh(true));
        var direct = new HashMap<>(servers.properties());
        direct.put("cunlu.demo", "true");
        direct.putAll(secrets());
        var leftovers = new Leftovers(dir.resolve("apps"));
        leftovers.end();
        var machines = new Machines(servers, direct, leftovers);
        // However this process is ended: what it has started goes with it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(machines::close));
        try {
            Path logs = Files.createDirectories(dir.resolve("logs"));
            for (int number = 0; number < instances; number++) {
                Path log = logs.resolve("app-" + number + ".log");
                Files.deleteIfExists(log);
                var app = machines.instance(number, root.resolve("cunlu"), log);
                machines.apps.add(app);
                told.accept("启动应用 · starting app-" + number + " at " + app.base() + ", log " + log);
                // One after the other: the first one makes the tables and brings the demo county.
                app.start();
                machines.awaitReady(app, within);
            }
            return machines;
        } catch (IOException e) {
            machines.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            machines.close();
            throw e;
        }
    }

    private AppInstance instance(int number, Path launcher, Path log) {
        var own = new HashMap<>(direct);
        for (Server server : Server.values()) {
            String key = server.keys().getFirst();
            var address = ADDRESS.matcher(direct.get(key));
            if (!address.find()) {
                throw new BrokenOff("没有端口 · No port in " + key);
            }
            var proxy = new FaultProxy(Integer.parseInt(address.group(2)));
            lines.put(Place.line(number, server), proxy);
            own.put(key, address.replaceFirst("127.0.0.1:" + proxy.port()));
        }
        int port = freePort();
        own.put("cunlu.public-url", "http://127.0.0.1:" + port);
        own.put("cunlu.db.pool", "10");
        return new AppInstance("app-" + number, launcher, port, environment(own), log, leftovers);
    }

    /** @return the environment by which a command of the launcher reaches the servers, past all faults */
    Map<String, String> environment() {
        return environment(direct);
    }

    List<AppInstance> apps() {
        return apps;
    }

    List<String> bases() {
        return apps.stream().map(AppInstance::base).toList();
    }

    /** Makes the fault and mends it when its time is over; returns then. */
    void strike(Step step) {
        Place place = step.place();
        Duration length = Duration.ofMillis(step.forMillis());
        if (place.isLine()) {
            FaultProxy line = lines.get(place);
            line.spoil(step.fault());
            LockSupport.parkNanos(length.toNanos());
            line.heal();
        } else if (place.server() == null) {
            strike(apps.get(place.instance()), step.fault(), length);
        } else {
            strike(place.server(), step.fault(), length);
        }
    }

    private static void strike(AppInstance app, Fault fault, Duration length) {
        switch (fault) {
            case KILL -> app.kill();
            case RESTART -> app.end();
            default -> signal("STOP", app.pid());
        }
        LockSupport.parkNanos(length.toNanos());
        if (fault == Fault.STOP) {
            signal("CONT", app.pid());
        } else {
            app.start();
        }
    }

    private void strike(Server server, Fault fault, Duration length) {
        var pid = servers.pid(server);
        switch (fault) {
            case KILL -> servers.kill(server);
            case RESTART -> servers.stop(server);
            default -> pid.ifPresent(number -> signal("STOP", number));
        }
        LockSupport.parkNanos(length.toNanos());
        if (fault == Fault.STOP) {
            pid.ifPresent(number -> signal("CONT", number));
        } else {
            servers.start(server);
        }
    }

    /** Everything is whole again, or will be as soon as it has started. */
    void heal() {
        lines.values().forEach(FaultProxy::heal);
        for (Server server : Server.values()) {
            servers.pid(server).ifPresent(pid -> signal("CONT", pid));
        }
        servers.start(Server.values());
        for (AppInstance app : apps) {
            signal("CONT", app.pid());
            app.start();
        }
    }

    /** @return whether it became ready in time */
    boolean ready(AppInstance app, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!app.ready()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    private void awaitReady(AppInstance app, Duration within) {
        if (!ready(app, within)) {
            throw new BrokenOff("应用没有就绪，见日志 · The app did not get ready, see its log: " + app.base());
        }
    }

    /** @return how often an instance ended by itself, though it was ready: never is right */
    int endedByThemselves() {
        return apps.stream().mapToInt(AppInstance::endedByItself).sum();
    }

    int endedInStart() {
        return apps.stream().mapToInt(AppInstance::endedInStart).sum();
    }

    @Override
    public void close() {
        apps.forEach(AppInstance::close);
        lines.values().forEach(FaultProxy::close);
        servers.close();
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> environment(Map<String, String> configuration) {
        var environment = new HashMap<String, String>();
        configuration.forEach((key, value) ->
                environment.put(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        environment.put("CUNLU_NO_BUILD", "1");
        // Whoever is killed again and again never lives to see what the second compiler made.
        environment.put("CUNLU_TIER", "1");
        environment.put(
                "CUNLU_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return environment;
    }

    private static Map<String, String> secrets() {
        var random = new SecureRandom();
        var made = new HashMap<String, String>();
        for (String name : List.of("jwt", "field-key", "index-key", "gateway")) {
            var key = new byte[SECRET_BYTES];
            random.nextBytes(key);
            made.put("cunlu.secrets." + name, Base64.getEncoder().encodeToString(key));
        }
        return made;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
