package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A tiny process that outlives the supervisor by a moment and ends what it leaves behind.
 *
 * <p>It reads from a pipe which processes and containers there are. However the supervisor ends, also by {@code kill -9}, the
 * system closes the pipe; the guard sees that at once, without polling, and ends them.
 */
final class Guard {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            left=
            while read -r line; do left=$line; done
            pids=
            containers=
            for word in $left; do
              case $word in
                container:*) containers="$containers ${word#container:}" ;;
                *) pids="$pids $word" ;;
              esac
            done
            [ -z "$containers" ] || docker rm --force --volumes $containers >/dev/null 2>&1
            [ -n "$pids" ] || exit 0
            kill -TERM $pids 2>/dev/null
            for i in $(seq 100); do
              alive=
              for pid in $pids; do
                kill -0 $pid 2>/dev/null && alive="$alive $pid"
              done
              [ -n "$alive" ] || exit 0
              sleep 0.1
            done
            kill -KILL $alive 2>/dev/null
            """;

    private final Process process;

    Guard() {
        try {
            process = Spawning.start(new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD));
        } catch (IOException noShell) {
            throw new IllegalStateException("no /bin/sh", noShell);
        }
    }

    long pid() {
        return process.pid();
    }

    /**
     * Tells what is to end with the supervisor; replaces what was told before.
     *
     * @param left numbers of processes, and {@code container:ID}
     */
    void watch(Collection<String> left) {
        var line = String.join(" ", left) + "\n";
        try {
            process.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            Supervisor.log("the guard is gone: " + gone.getMessage());
        }
    }
}
