package org.cunlu.devstack.supervision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** Starts the servers' processes, and keeps guard and records informed of all that live. */
final class Children {
    private static final long LOG_BYTES_MAX = 10_000_000;

    private final Guard guard;
    private final Records records;
    private final Map<Server, String> living = new LinkedHashMap<>();
    private final Map<Server, Process> starting = new EnumMap<>(Server.class);
    private boolean closed;

    Children(Guard guard, Records records) {
        this.guard = guard;
        this.records = records;
    }

    /**
     * Starts a process whose output goes to {@code log}; its input is a pipe that ends when the supervisor ends.
     *
     * @param directory its working directory
     */
    synchronized Child start(Server server, List<String> command, Path directory, Path log) {
        if (closed) {
            throw new DevstackException("服务器正在停止 · The servers are being stopped.");
        }
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            var process = Spawning.start(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString()))));
            living.put(server, Long.toString(process.pid()));
            starting.put(server, process);
            guard.watch(living.values());
            records.add(server.name(), process);
            process.onExit().thenRun(() -> forget(server, process));
            return new Child(process, log, logStart);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), failed);
        }
    }

    /** Takes care of a container that was started by other means. */
    synchronized void adopt(Server server, String container) {
        living.put(server, "container:" + container);
        guard.watch(living.values());
        records.addContainer(server.name(), container);
    }

    synchronized void forgetContainer(Server server) {
        living.remove(server);
        guard.watch(living.values());
        records.remove(server.name());
    }

    /** Tells that it serves: from now on it is ended in order. */
    synchronized void ready(Server server) {
        starting.remove(server);
    }

    /** From now on nothing can be started, and what is about to start is given up: nobody waits for it any more. */
    synchronized void close() {
        closed = true;
        starting.values().forEach(Process::destroyForcibly);
    }

    private synchronized void forget(Server server, Process process) {
        starting.remove(server, process);
        Supervisor.log(server + " (pid " + process.pid() + ") has ended with code " + process.exitValue());
        if (living.remove(server, Long.toString(process.pid()))) {
            guard.watch(living.values());
            records.remove(server.name());
        }
    }
}
