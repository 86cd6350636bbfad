package org.cunlu.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Which processes a run has started, in a file: where the run itself was killed, they go on, and the next run ends them before
 * it starts its own. A number that another process has by now is known by its start.
 */
final class Leftovers {
    private final Path file;

    Leftovers(Path file) {
        this.file = file;
    }

    /** Ends what is left of an earlier run. @return how many */
    int end() {
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            List<ProcessHandle> left = Files.readAllLines(file).stream()
                    .map(Leftovers::find)
                    .flatMap(Optional::stream)
                    .toList();
            left.forEach(ProcessHandle::destroyForcibly);
            Files.delete(file);
            return left.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(ProcessHandle process) {
        try {
            Files.writeString(
                    file,
                    process.pid() + " " + started(process) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> find(String line) {
        String[] words = line.split(" ");
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> started(process) == Long.parseLong(words[1]))
                .filter(ProcessHandle::isAlive);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }
}
