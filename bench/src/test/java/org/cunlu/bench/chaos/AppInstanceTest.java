package org.cunlu.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a launcher that is a script of two lines. */
class AppInstanceTest {
    @TempDir
    Path dir;

    @Test
    void whatEndsByItselfIsStartedAgainAndCounted() throws IOException {
        try (var app = app("echo \"$1 $NAMED\" >> " + dir.resolve("starts"))) {
            app.start();

            assertThat(soon(() -> app.endedInStart() >= 2)).isTrue();
            assertThat(app.endedByItself()).isZero();
        }
        assertThat(Files.readAllLines(dir.resolve("starts"))).contains("serve as told");
    }

    @Test
    void whatIsKilledStaysDownUntilItIsStartedAgain() throws IOException {
        try (var app = app("exec sleep 60")) {
            app.start();
            long first = app.pid();
            app.kill();
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(app.pid()).isEqualTo(first);

            app.start();

            assertThat(app.pid()).isNotEqualTo(first);
            assertThat(app.endedInStart()).isZero();
        }
    }

    @Test
    void theNextRunEndsWhatAKilledOneHasLeft() throws IOException {
        var app = app("exec sleep 60");
        app.start();
        var left = ProcessHandle.of(app.pid()).orElseThrow();
        // A number that somebody else has by now is left alone: this process itself, as if it had started another day.
        Files.writeString(
                dir.resolve("apps"),
                Files.readString(dir.resolve("apps")) + ProcessHandle.current().pid() + " 1\n");
        var next = new Leftovers(dir.resolve("apps"));

        assertThat(next.end()).isEqualTo(1);

        assertThat(soon(() -> !left.isAlive())).isTrue();
        app.close();
    }

    private AppInstance app(String does) throws IOException {
        Path launcher = dir.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return new AppInstance(
                "app-0",
                launcher,
                1,
                Map.of("NAMED", "as told"),
                dir.resolve("log"),
                new Leftovers(dir.resolve("apps")));
    }

    private static boolean soon(BooleanSupplier holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            if (holds.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }
}
