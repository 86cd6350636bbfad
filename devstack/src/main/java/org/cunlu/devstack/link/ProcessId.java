package org.cunlu.devstack.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that is not mistaken for a later one with the same number.
 *
 * @param pid its number
 * @param start when it started, in the system's own count; empty when the system does not tell
 */
public record ProcessId(long pid, String start) {
    private static final long POLL_MILLIS = 50;

    /** Place of the start time in what follows the program's name in {@code /proc/PID/stat}. */
    private static final int START_FIELD = 19;

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), startOf(process));
    }

    /**
     * Ticks since boot, and which boot. The time of day will not do: when the machine's clock is set, which virtual machines do
     * after each pause, processes that start later see another start time than those that started before.
     */
    private static String startOf(ProcessHandle process) {
        try {
            var fields = stat(process.pid()).split(" ");
            return fields[START_FIELD] + "@" + Files.readString(BOOT).strip();
        } catch (IOException notLinuxOrGone) {
            return process.info()
                    .startInstant()
                    .map(instant -> Long.toString(instant.toEpochMilli()))
                    .orElse("");
        }
    }

    /** What stands behind the name, which may hold blanks itself; begins with the state. */
    private static String stat(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    public static ProcessId self() {
        return of(ProcessHandle.current());
    }

    /** Reads what {@link #toString()} wrote. */
    public static ProcessId parse(String text) {
        var parts = text.split(":", 2);
        return new ProcessId(Long.parseLong(parts[0]), parts[1]);
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
        return start.isEmpty() || other.start.isEmpty() || start.equals(other.start);
    }

    /** Dead, but not yet asked for by its parent: where process 1 does not do that, it stays so for ever. */
    private boolean isZombie() {
        try {
            return stat(pid).startsWith("Z");
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pid + ":" + start;
    }
}
