package org.cunlu.bench.chaos;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One app in a process of its own, started by the launcher's {@code serve} and, where it ends by itself, started again. */
final class AppInstance implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);
    private static final int ORDERLY_END_SECONDS = 30;

    private final String name;
    private final Path launcher;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private final Leftovers leftovers;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final AtomicInteger endedInStart = new AtomicInteger();
    private final AtomicInteger endedByItself = new AtomicInteger();
    private @Nullable Process process;
    private boolean wanted;
    private volatile boolean wasReady;

    /**
     * @param environment by which it is configured, all servers named
     * @param leftovers told of each process, for the run after this one
     */
    AppInstance(String name, Path launcher, int port, Map<String, String> environment, Path log, Leftovers leftovers) {
        this.name = name;
        this.launcher = launcher;
        this.port = port;
        this.environment = environment;
        this.log = log;
        this.leftovers = leftovers;
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    /** @return how often it ended by itself before it was ready, as when its database is away */
    int endedInStart() {
        return endedInStart.get();
    }

    /** @return how often it ended by itself when it had been ready: never is right */
    int endedByItself() {
        return endedByItself.get();
    }

    synchronized void start() {
        wanted = true;
        if (process != null && process.isAlive()) {
            return;
        }
        var builder = new ProcessBuilder(launcher.toString(), "serve", "--port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        wasReady = false;
        try {
            Process started = builder.start();
            process = started;
            leftovers.add(started.toHandle());
            started.onExit().thenRun(() -> ended(started));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        Process ending = unwanted();
        ending.destroyForcibly();
        ending.onExit().join();
    }

    /** As an operator's signal, who loses his patience after a while. */
    void end() {
        Process ending = unwanted();
        ending.destroy();
        try {
            if (!ending.waitFor(ORDERLY_END_SECONDS, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                ending.onExit().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.destroyForcibly();
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    boolean ready() {
        var request = HttpRequest.newBuilder(URI.create(base() + "/health/readiness"))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            boolean is =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            wasReady |= is;
            return is;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        http.shutdownNow();
    }

    private synchronized Process unwanted() {
        wanted = false;
        return process;
    }

    /** Whoever runs apps starts one again that ended. */
    private void ended(Process one) {
        synchronized (this) {
            if (!wanted || one != process) {
                return;
            }
        }
        (wasReady ? endedByItself : endedInStart).incrementAndGet();
        LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
        synchronized (this) {
            if (wanted && one == process) {
                start();
            }
        }
    }
}
