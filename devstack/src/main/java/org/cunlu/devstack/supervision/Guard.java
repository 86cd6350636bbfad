package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A tiny process that outlives the supervisor by a moment and ends what it leaves behind.
 *
 * <p>It reads the numbers of the servers' processes from a pipe. However the supervisor ends, also by {@code kill -9}, the
 * system closes the pipe; the guard sees that at once, without polling, and ends the processes.
 */
final class Guard {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=
            while read -r line; do pids=$line; done
            [ -n "$pids" ] || exit 0
            kill -TERM $pids 2>/dev/null
            for i in $(seq 100); do
              kill -0 $pids 2>/dev/null || exit 0
              sleep 0.1
            done
            kill -KILL $pids 2>/dev/null
            """;

    private final Process process;

    Guard() {
        try {
            process = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            throw new IllegalStateException("no /bin/sh", noShell);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Tells which processes are to end with the supervisor; replaces what was told before. */
    void watch(Collection<Long> pids) {
        var line = pids.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
        try {
            process.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            Supervisor.log("the guard is gone: " + gone.getMessage());
        }
    }
}
