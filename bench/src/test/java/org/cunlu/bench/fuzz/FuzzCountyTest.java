package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.Address;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code ./cunlu fuzz}, on a demo county of its own, started from the app that was built before; one that
 * runs already is named by {@code -Dcunlu.fuzz.url}, another seed by {@code -Dcunlu.fuzz.seed}.
 */
@Tag("faults")
class FuzzCountyTest {
    private static final long REQUESTS = 3_000;
    /** Other seeds are for the long form: what one finds is looked into by somebody, not by a build. */
    private static final long SEED = 20_261_127;

    private static final Path APP = Path.of("..", "app", "target", "lib");
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    @TempDir
    Path home;

    @Test
    void nothingIsFoundThatIsNotKnown() throws Exception {
        long seed = Long.getLong("cunlu.fuzz.seed", SEED);
        System.out.println("seed " + seed + ", again by -Dcunlu.fuzz.seed=" + seed);
        String running = System.getProperty("cunlu.fuzz.url");
        if (running != null) {
            fuzz(running, seed);
            return;
        }
        Assumptions.assumeTrue(Files.isDirectory(APP), "no app is built: ./mvnw verify -Pfaults builds it before");
        int port = freePort();
        Path log = home.resolve("up.log");
        Process county = start(port, log);
        try {
            awaitReady(county, log);
            fuzz("http://127.0.0.1:" + port, seed);
        } finally {
            county.destroy();
            if (!county.waitFor(30, TimeUnit.SECONDS)) {
                county.destroyForcibly();
            }
        }
    }

    private void fuzz(String url, long seed) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var size = new Fuzz.Size(REQUESTS, seed, "*", 2);
        assertThat(Fuzz.run(size, Address.of(url), home.resolve("bodies"), out))
                .as("what is not allowed is printed above, seed %d", seed)
                .isTrue();
    }

    private Process start(int port, Path log) throws IOException {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dcunlu.devstack.home="
                                + System.getProperty(
                                        "cunlu.devstack.home",
                                        Path.of("..", "devstack", "target")
                                                .toAbsolutePath()
                                                .normalize()
                                                .toString()),
                        "-cp",
                        APP.toAbsolutePath().normalize() + "/*",
                        "org.cunlu.app.Cunlu",
                        "up",
                        "--fresh",
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CUNLU_HOME", home.toString());
        builder.environment().remove("MICRONAUT_SERVER_PORT");
        return builder.start();
    }

    private static void awaitReady(Process county, Path log) throws IOException {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Files.readString(log).contains("Ctrl-C")) {
            assertThat(county.isAlive() && System.nanoTime() < until)
                    .as("the county starts: %s", Files.readString(log))
                    .isTrue();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
