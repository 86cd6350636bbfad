package org.cunlu.app.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A demo county of the journeys' own, started as a person starts it. It ends with this process. */
final class OwnCounty {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final Path home;
    private final int port;
    private Process process;

    private OwnCounty(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    static OwnCounty start() {
        try {
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser-county");
            var county = new OwnCounty(home, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(county::end));
            county.run("--fresh");
            return county;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Stops it and starts it on the data that it has: nothing is remembered in its memory afterwards. */
    void again() {
        end();
        run();
    }

    /** @return with what it runs, its database's address and its secrets among that */
    Properties configuration() {
        var run = new Properties();
        try (var in = Files.newBufferedReader(home.resolve(".cunlu").resolve("run.properties"))) {
            run.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run(String... further) {
        try {
            Path log = home.resolve("up.log");
            var builder = new ProcessBuilder(command(further))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("CUNLU_HOME", home.toString());
            builder.environment().remove("MICRONAUT_SERVER_PORT");
            process = builder.start();
            awaitReady(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... further) {
        var command = new ArrayList<>(List.of(
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
                                Path.of("..", "devstack", "target").toString()),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.cunlu.app.Cunlu",
                "up",
                "--port",
                String.valueOf(port)));
        command.addAll(List.of(further));
        return command;
    }

    void end() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private void awaitReady(Path log) throws IOException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.readString(log).contains("Ctrl-C")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException("the demo county did not get ready:\n" + Files.readString(log));
    }
}
