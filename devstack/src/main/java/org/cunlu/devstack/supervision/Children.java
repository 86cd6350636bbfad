package org.cunlu.devstack.supervision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** Starts the servers' processes, and keeps the guard and the records on disk informed of all that live. */
final class Children {
    private static final long LOG_BYTES_MAX = 10_000_000;

    private final Guard guard;
    private final Records records;
    private final Map<Server, Long> living = new LinkedHashMap<>();
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
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                    .start();
            living.put(server, process.pid());
            guard.watch(living.values());
            records.add(server.name(), process);
            process.onExit().thenRun(() -> forget(server, process));
            return new Child(process, log, logStart);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), failed);
        }
    }

    /** From now on nothing can be started. */
    synchronized void close() {
        closed = true;
    }

    private synchronized void forget(Server server, Process process) {
        if (living.remove(server, process.pid())) {
            guard.watch(living.values());
            records.remove(server.name());
        }
    }
}
