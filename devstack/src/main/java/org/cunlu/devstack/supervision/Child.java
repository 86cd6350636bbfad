package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A process that the supervisor has started.
 *
 * @param log file of its output
 * @param logStart where in that file this run begins, bytes
 */
record Child(Process process, Path log, long logStart) {
    private static final long POLL_MILLIS = 40;
    private static final int TAIL_BYTES = 20_000;
    private static final int TAIL_LINES = 20;

    /** How waiting for a server ended. */
    enum Outcome {
        READY,
        ENDED,
        LATE
    }

    /** Waits until {@code check} is true; what it throws counts as "not yet". */
    Outcome await(Duration limit, Callable<Boolean> check) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive()) {
            if (holds(check)) {
                return Outcome.READY;
            }
            if (System.nanoTime() > deadline) {
                return Outcome.LATE;
            }
            pause();
        }
        return Outcome.ENDED;
    }

    /** Waits for a process that has done its work when it has ended well: that is what READY means here. */
    Outcome awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.LATE;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcome.LATE;
        }
        return process.exitValue() == 0 ? Outcome.READY : Outcome.ENDED;
    }

    /** Writes a line to the process' input. */
    void order(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            Supervisor.log("order not taken: " + line);
        }
    }

    /** Asks the process to end and waits; ends it by force after {@code grace}. */
    void end(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The last lines that this run has written. */
    List<String> tail() {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(logStart, file.size() - TAIL_BYTES));
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            while (file.read(bytes) > 0) {
                // Read on: one call may return less than there is.
            }
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException unreadable) {
            return List.of("(" + log + " cannot be read: " + unreadable.getMessage() + ")");
        }
    }

    private static boolean holds(Callable<Boolean> check) {
        try {
            return check.call();
        } catch (Exception notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
