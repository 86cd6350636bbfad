package org.cunlu.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;

/**
 * Brings up the supervisor of a folder, or finds the one that works there.
 *
 * @param options what the owner wants
 * @param external servers named by configuration
 * @param containers true for containers instead of embedded servers
 * @param parent the process with whose end the servers end
 * @param shared true to join a supervisor that others have started; else its presence is an error
 */
record SupervisorStart(
        DevstackOptions options, Set<Server> external, boolean containers, ProcessId parent, boolean shared) {
    private static final Duration UP_WITHIN = Duration.ofSeconds(30);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(45);
    private static final long POLL_MILLIS = 50;

    /** Threads of one process cannot compete for a file lock, so they queue here first. */
    private static final Object ONE_AT_A_TIME = new Object();

    Link open() {
        synchronized (ONE_AT_A_TIME) {
            makeFolder();
            try (var channel = FileChannel.open(
                            options.dir().resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the lock was lost");
                }
                return join().orElseGet(this::launch);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot start the supervisor in " + options.dir(), failed);
            }
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(options.dir().resolve("logs"));
            var probe = Files.createTempFile(options.dir(), "probe", "");
            // Some bytes: on a full disk, making an empty file may still work.
            Files.write(probe, new byte[64 * 1024]);
            Files.delete(probe);
        } catch (IOException refused) {
            throw new DevstackException("""
                    无法写入 %1$s · Cannot write to the folder %1$s: %2$s
                    Make it writable for this user, free room on its disk, or choose another folder with --dir.""".formatted(options.dir(), refused), refused);
        }
    }

    /** Talks to the supervisor that works here, if one does; waits for the end of one that is about to end. */
    private Optional<Link> join() {
        var contact = PrivateFile.read(contactFile());
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        var running = ProcessId.parse(contact.get("process"));
        if (!running.isAlive()) {
            return Optional.empty();
        }
        try {
            var link = new Link(contact);
            var answer = link.ask(Line.of(shared ? "attach" : "owned", parent.toString(), mode()));
            if (shared && answer.containsKey("accepted")) {
                return Optional.of(link);
            }
            link.close();
            if (answer.containsKey("owned")) {
                throw alreadyRunning(running);
            }
        } catch (IOException ending) {
            // It has stopped to listen: its servers are on their way down.
        }
        if (!running.waitForEnd(DOWN_WITHIN)) {
            running.end(Duration.ofSeconds(1));
        }
        return Optional.empty();
    }

    private DevstackException alreadyRunning(ProcessId running) {
        return new DevstackException("""
                %1$s 中的服务器已在运行 · The servers of %1$s are running already (supervisor pid %2$d).
                Stop that run first (Ctrl-C where it was started, or kill %2$d), or choose another folder with --dir.""".formatted(options.dir(), running.pid()));
    }

    private Link launch() {
        var log = options.dir().resolve("logs/supervisor.log");
        try {
            Files.deleteIfExists(contactFile());
            var builder = new ProcessBuilder(command())
                    .directory(options.dir().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment());
            var process = builder.start();
            long deadline = System.nanoTime() + UP_WITHIN.toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                var contact = PrivateFile.read(contactFile());
                if (!contact.isEmpty()) {
                    return new Link(contact);
                }
                Thread.sleep(POLL_MILLIS);
            }
            process.destroyForcibly();
            throw new DevstackException("监护进程没有启动 · The supervisor of the servers did not start. The end of %s:%n    %s"
                    .formatted(log, String.join("\n    ", lastLines(log))));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start the supervisor", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DevstackException("interrupted while the supervisor starts", stopped);
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        Configuration.valuesOf(external).forEach((key, value) -> environment.put(Configuration.variable(key), value));
        for (var key : Configuration.PASSED_ON) {
            Configuration.value(key).ifPresent(value -> environment.put(Configuration.variable(key), value));
        }
        // The supervisor does itself what these would do by images of their own.
        for (var needless : List.of("TESTCONTAINERS_RYUK_DISABLED", "TESTCONTAINERS_CHECKS_DISABLE")) {
            environment.put(
                    needless, Optional.ofNullable(System.getenv(needless)).orElse("true"));
        }
        return environment;
    }

    private List<String> command() {
        var home = Home.find();
        var command = new ArrayList<String>();
        // In a session of its own, so that Ctrl-C reaches the owner alone, who then ends the servers last.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                containers ? "-Xmx160m" : "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=org/cunlu/devstack/logback.xml",
                "-cp",
                Home.supervisorClassPath(home),
                "org.cunlu.devstack.supervision.Supervisor",
                "dir=" + options.dir(),
                "home=" + home,
                "parent=" + parent,
                "containers=" + containers,
                "external=" + names(external),
                "poolMib=" + options.databasePoolMib(),
                "startWithinMillis=" + options.startWithin().toMillis(),
                "mode=" + mode(),
                "forget=" + names(forgotten()),
                "forTests=" + shared));
        options.ports().forEach((server, port) -> command.add("port." + server + "=" + port));
        return command;
    }

    /** Tests find an empty cache, broker and index; making a database anew takes too long, so it is only cleaned. */
    private Set<Server> forgotten() {
        if (options.fresh()) {
            return EnumSet.allOf(Server.class);
        }
        return shared ? EnumSet.complementOf(EnumSet.of(Server.DATABASE)) : Set.of();
    }

    /** Processes that want different kinds of servers cannot share a supervisor. */
    private String mode() {
        return (containers ? "containers" : "embedded") + " but " + names(external);
    }

    private static String names(Set<Server> servers) {
        return servers.stream().map(Server::name).sorted().collect(Collectors.joining(","));
    }

    private static List<String> lastLines(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }

    private Path contactFile() {
        return options.dir().resolve("supervisor.properties");
    }
}
