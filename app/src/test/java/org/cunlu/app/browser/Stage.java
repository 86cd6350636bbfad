package org.cunlu.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What all journeys share: one demo county, started as a person starts it, and one Chromium. Another county that runs already
 * is named by {@code -Dcunlu.browser.url}, another browser by {@code -Dcunlu.chromium}. Without a browser the journeys are
 * skipped, and say so.
 */
final class Stage {
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
    private final Optional<OwnCounty> own;

    private Stage(Browser browser) {
        this.browser = browser;
        String running = System.getProperty("cunlu.browser.url");
        this.own = running == null ? Optional.of(OwnCounty.start()) : Optional.empty();
        this.url = own.map(OwnCounty::url).orElse(running);
    }

    /** @return the one stage of this process; it ends with it */
    static synchronized Stage open() {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(), "no Chromium here: install Debian's chromium, or name one by -Dcunlu.chromium");
        if (only == null) {
            only = new Stage(launch(chromium.get()));
        }
        return only;
    }

    /** Ends a county of its own; the next who opens gets another. */
    static synchronized void leave() {
        if (only != null) {
            only.own.ifPresent(OwnCounty::end);
            only = null;
        }
    }

    Browser browser() {
        return browser;
    }

    String url() {
        return url;
    }

    /** @return empty where another county was named */
    Optional<OwnCounty> own() {
        return own;
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
}
