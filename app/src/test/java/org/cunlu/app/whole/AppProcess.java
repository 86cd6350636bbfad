package org.cunlu.app.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An app instance in a process of its own, as production runs it, which a test may kill and start again. */
final class AppProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    /** A start that is learnt from does twice the work, and its end writes all of it down. */
    private static final Duration LEARNT_WITHIN = READY_WITHIN.multipliedBy(3);

    private final Map<String, String> configuration;
    private final int port;
    private final Path log;
    private Process process;

    AppProcess(String name, Map<String, String> configuration) {
        this.configuration = configuration;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log = Path.of("target", "app-" + name + "-" + port + ".log");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void start() {
        QuickStart.ofThisBuild().learn(options -> {
            launch(options);
            awaitReady(LEARNT_WITHIN);
            process.destroy();
            ends(LEARNT_WITHIN);
        });
        launch();
        awaitReady(READY_WITHIN);
    }

    /** Does not wait until it is ready. */
    void launch() {
        launch(QuickStart.ofThisBuild().options());
    }

    private void launch(List<String> options) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("org.cunlu.app.Cunlu", "serve", "--port", String.valueOf(port)));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        configuration.forEach((key, value) -> builder.environment()
                .put(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        builder.environment().put("CUNLU_PORT", String.valueOf(port));
        builder.environment().put("CUNLU_PUBLIC_URL", url());
        builder.environment().remove("MICRONAUT_SERVER_PORT");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how it ended, which it does by itself */
    int ends(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it did not end within " + within + "; see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @return the last line that began so; another thread may have said something after it */
    String last(String beginning) {
        return log().lines().filter(line -> line.startsWith(beginning)).reduce("", (_, later) -> later);
    }

    boolean alive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: nothing is tidied up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                process.waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }

    private void awaitReady(Duration within) {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(url() + "/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        try {
            throw new IllegalStateException("the app did not get ready:\n" + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
