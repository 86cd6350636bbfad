package org.cunlu.devstack.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that is not mistaken for a later one with the same number.
 *
 * @param pid its number
 * @param startedMillis when it started, milliseconds since 1970; 0 when the system does not tell
 */
public record ProcessId(long pid, long startedMillis) {
    /** The system counts start times in hundredths of a second from boot; the time of boot may be corrected a little. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private static final long POLL_MILLIS = 50;

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    public static ProcessId self() {
        return of(ProcessHandle.current());
    }

    /** Reads what {@link #toString()} wrote. */
    public static ProcessId parse(String text) {
        var parts = text.split(":");
        return new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** The living process, or nothing when it ended, also when its number went to another one. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> sameStart(of(process)))
                .filter(process -> !isZombie());
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    /** Waits for its end. @return false when it still lives after {@code limit} */
    public boolean waitForEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Asks it to end, and ends it by force after {@code grace}. */
    public void end(Duration grace) {
        find().ifPresent(ProcessHandle::destroy);
        if (!waitForEnd(grace)) {
            find().ifPresent(ProcessHandle::destroyForcibly);
            waitForEnd(Duration.ofSeconds(5));
        }
    }

    /** Its command line as the system has it, words kept apart by blanks; empty when it cannot be read. */
    public static String commandOf(ProcessHandle process) {
        try {
            // ProcessHandle cuts long command lines, and ours are long.
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException notLinux) {
            return process.info().commandLine().orElse("");
        }
    }

    private boolean sameStart(ProcessId other) {
        return startedMillis == 0
                || other.startedMillis == 0
                || Math.abs(startedMillis - other.startedMillis) <= TOLERANCE_MILLIS;
    }

    /** Dead, but not yet asked for by its parent: where process 1 does not do that, it stays so for ever. */
    private boolean isZombie() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pid + ":" + startedMillis;
    }
}
