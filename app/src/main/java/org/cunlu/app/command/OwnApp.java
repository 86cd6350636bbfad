package org.cunlu.app.command;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** An app in a process of its own, as {@code ./cunlu up} starts it, for a command that needs one and finds none. */
final class OwnApp implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(150);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Process process;
    private final String url;

    private OwnApp(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static OwnApp start(Consumer<String> told) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Home home = Home.here();
        Path log = home.state().resolve("logs").resolve("demo-up.log");
        Files.createDirectories(log.getParent());
        told.accept("没有正在运行的应用，启动一个 · no app runs, starting one (log: "
                + home.root().relativize(log) + ")");
        var process = new ProcessBuilder(command(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var app = new OwnApp(process, "http://127.0.0.1:" + port);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(app::close));
        app.awaitReady(log);
        return app;
    }

    /** This very process's Java and class path, with another command. */
    private static List<String> command(int port) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        // Each connection keeps some 350 statements prepared; a demo has a dozen people at a time.
        command.add("-Dcunlu.db.pool=12");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.cunlu.app.Cunlu"));
        command.addAll(List.of("up", "--port", String.valueOf(port)));
        return command;
    }

    String url() {
        return url;
    }

    private void awaitReady(Path log) throws IOException {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(url + "/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new CommandFailure("应用没有启动 · The app did not start:\n" + Files.readString(log));
            }
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new CommandFailure("应用没有在时限内就绪 · The app was not ready in time, see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
