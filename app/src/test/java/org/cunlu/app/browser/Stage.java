package org.cunlu.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What all journeys share: one demo county, started as a person starts it, and one Chromium. Another county that runs already
 * is named by {@code -Dcunlu.browser.url}, another browser by {@code -Dcunlu.chromium}. Without a browser the journeys are
 * skipped, and say so.
 */
final class Stage {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    /** The one without windows comes first: it needs half the processor time for the same pages. */
    private static final List<String> BROWSERS = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static Stage only;

    private final Browser browser;
    private final String url;

    private Stage(Browser browser, String url) {
        this.browser = browser;
        this.url = url;
    }

    /** @return the one stage of this process; it ends with it */
    static synchronized Stage open() {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(), "no Chromium here: install Debian's chromium, or name one by -Dcunlu.chromium");
        if (only == null) {
            only = new Stage(launch(chromium.get()), county());
        }
        return only;
    }

    Browser browser() {
        return browser;
    }

    String url() {
        return url;
    }

    private static Optional<Path> chromium() {
        return Stream.concat(Stream.ofNullable(System.getProperty("cunlu.chromium")), BROWSERS.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser launch(Path chromium) {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    private static String county() {
        String running = System.getProperty("cunlu.browser.url");
        return running != null ? running : start();
    }

    private static String start() {
        try {
            int port = freePort();
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser-county");
            Path log = home.resolve("up.log");
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
                                            Path.of("..", "devstack", "target").toString()),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "org.cunlu.app.Cunlu",
                            "up",
                            "--fresh",
                            "--port",
                            String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("CUNLU_HOME", home.toString());
            builder.environment().remove("MICRONAUT_SERVER_PORT");
            Process county = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(county)));
            awaitReady(county, log);
            return "http://127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process county) {
        county.destroy();
        try {
            county.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        county.destroyForcibly();
    }

    private static void awaitReady(Process county, Path log) throws IOException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline && county.isAlive()) {
            if (Files.readString(log).contains("Ctrl-C")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException("the demo county did not get ready:\n" + Files.readString(log));
    }
}
