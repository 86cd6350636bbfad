package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.link.Line;
import org.cunlu.devstack.link.PrivateFile;
import org.cunlu.devstack.link.ProcessId;

/**
 * Which processes and containers the supervisor has started, on disk: should all of them be orphaned together with their
 * guard, the next supervisor of the folder ends them before it starts its own.
 */
final class Records {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path file;
    private final Map<String, Line> entries = new LinkedHashMap<>();
    private boolean closed;

    Records(Path dir) {
        file = dir.resolve("pids");
    }

    synchronized void add(String name, Process process) {
        var id = ProcessId.of(process.toHandle());
        entries.put(name, Line.of("process", id.toString(), ProcessId.commandOf(process.toHandle())));
        write();
    }

    synchronized void addContainer(String name, String containerId) {
        entries.put(name, Line.of("container", containerId));
        write();
    }

    synchronized void remove(String name) {
        entries.remove(name);
        write();
    }

    /** Ends every recorded process that still is the one that was recorded, by start time and by command. */
    synchronized void endLeftovers() {
        for (var line : read()) {
            if (line.verb().equals("container")) {
                endContainer(line.words().getFirst());
                continue;
            }
            var id = ProcessId.parse(line.words().getFirst());
            var command = line.words().get(1);
            id.find()
                    .filter(process -> ProcessId.commandOf(process).equals(command))
                    .ifPresent(process -> {
                        Supervisor.log("ends a leftover of an earlier run: " + id + " " + command);
                        id.end(GRACE);
                    });
        }
    }

    private static void endContainer(String id) {
        try {
            Spawning.start(new ProcessBuilder("docker", "rm", "--force", "--volumes", id)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                    .waitFor();
        } catch (IOException noDocker) {
            Supervisor.log("a container of an earlier run may be left: " + id);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Line> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Line::decode).toList()
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }

    /** Nothing is left that would have to be ended. */
    synchronized void close() {
        closed = true;
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // Its processes have ended; the next start sees that.
        }
    }

    private void write() {
        if (closed) {
            return;
        }
        var text = new StringBuilder();
        entries.values().forEach(line -> text.append(line.encode()).append('\n'));
        PrivateFile.write(file, text.toString());
    }
}
