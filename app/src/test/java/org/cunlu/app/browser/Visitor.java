package org.cunlu.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody with a browser of his own. Whatever goes wrong in it, in the console or on the way, is his complaint. */
final class Visitor implements AutoCloseable {
    /** One password for all people of the demo county; {@code ./cunlu up} prints it. */
    private static final String PASSWORD = "cunlu-demo-2026";
    /** Where screenshots go when they are wanted, {@code -Dcunlu.screens=docs/screens}. */
    private static final String SCREENS = System.getProperty("cunlu.screens");

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final String url;
    private final String kind;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /** How he looks at pages. */
    enum Kind {
        PHONE(360, 740, ColorScheme.LIGHT),
        PHONE_DARK(360, 740, ColorScheme.DARK),
        DESKTOP(1280, 860, ColorScheme.LIGHT),
        DESKTOP_DARK(1280, 860, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Kind(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private Visitor(String url, Kind kind, BrowserContext context) {
        this.url = url;
        this.kind = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(url)
                    && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                complaints.add(page.url() + " asks a foreign host: " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " " + response.url());
            }
        });
    }

    static Visitor come(Kind kind) {
        Stage stage = Stage.open();
        var options = new Browser.NewContextOptions()
                .setViewportSize(kind.width, kind.height)
                .setColorScheme(kind.scheme)
                .setHasTouch(kind.width < 600);
        return new Visitor(stage.url(), kind, stage.browser().newContext(options));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** @param path such as {@code /account} */
    Visitor open(String path) {
        page.navigate(url + path);
        return this;
    }

    /** Signs in by phone and the demo's password, and ends where he wanted to go. */
    Visitor signIn(String phone, String next) {
        open("/account/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        page.fill("#phone", phone);
        page.fill("#password", PASSWORD);
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(address -> !address.contains("/account/sign-in"));
        return this;
    }

    /**
     * Looks at the page as a stranger does: nothing grave for people who cannot see or use a mouse, nothing beside the edge.
     * Axe looks in the page itself: its other way opens a second page for each look, which serves frames of foreign origin only.
     */
    Visitor looks(String name) {
        if (SCREENS != null && !kind.endsWith("dark")) {
            shoot(name);
        }
        List<String> found = new AxeBuilder(page)
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Visitor::told)
                        .toList();
        assertThat(found).as("axe on " + page.url()).isEmpty();
        Object over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) over).intValue())
                .as("wider than the screen: " + page.url())
                .isLessThanOrEqualTo(0);
        return this;
    }

    /** @return what went wrong so far */
    List<String> complaints() {
        return complaints;
    }

    /** Nothing went wrong so far. */
    Visitor isContent() {
        assertThat(complaints).isEmpty();
        return this;
    }

    private void shoot(String name) {
        try {
            Path folder = Path.of(SCREENS);
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve(name + "-" + kind + ".jpg"),
                    page.screenshot(new Page.ScreenshotOptions()
                            // To hide the caret the driver puts a style of its own into the page, of which the page's
                            // policy complains.
                            .setCaret(ScreenshotCaret.INITIAL)
                            .setType(ScreenshotType.JPEG)
                            .setQuality(40)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).collect(Collectors.joining(" | "));
    }

    @Override
    public void close() {
        context.close();
    }
}
