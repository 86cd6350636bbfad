package org.cunlu.app.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.filter.GenericHttpFilter;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.FilterRoute;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import io.micronaut.web.router.exceptions.DuplicateRouteException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The router that asks few routes, beside the framework's own that asks all, on the routes and filters of the whole application. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NearRouterTest {
    private static final int PATHS = 15_000;
    private static final List<String> ACCEPTED =
            List.of("", "application/json", "text/html", "text/csv", "text/event-stream", "*/*", "image/png");
    private static final List<String> SENT =
            List.of("", "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/csv");
    private static final List<String> WORDS = List.of(
            "",
            "a",
            "0SBZKY9YJV16R",
            "new",
            "..",
            ".",
            "%2e%2e",
            "a.b",
            "a;b",
            "a+b",
            "%E9%A9%AC",
            " ",
            "ACCOUNT",
            "500233001",
            "x{y}");

    private EmbeddedServer server;
    private Router near;
    private DefaultRouter all;
    private List<String> templates;
    private List<String> patterns;

    @BeforeAll
    void start() {
        server = ApplicationContext.run(
                EmbeddedServer.class, new LinkedHashMap<>(TestServers.properties("near-router")), "test");
        near = server.getApplicationContext().getBean(Router.class);
        var builders = server.getApplicationContext().getBeansOfType(RouteBuilder.class);
        all = new DefaultRouter(builders);
        all.applyDefaultPorts(List.of(server.getPort()));
        templates = near.uriRoutes()
                .map(route -> route.getUriMatchTemplate().toPathString())
                .distinct()
                .sorted()
                .toList();
        patterns = builders.stream()
                .flatMap(builder -> builder.getFilterRoutes().stream())
                .filter(FilterRoute::hasPatterns)
                .flatMap(filter -> Stream.of(filter.getPatterns()))
                .distinct()
                .sorted()
                .toList();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void isTheOneThatIsAsked() {
        assertThat(near.getClass().getSimpleName()).isEqualTo("NearRouter");
    }

    @Test
    void takesForEachRequestTheRouteAndTheFiltersThatTheFrameworkTakes() {
        long seed = System.nanoTime();
        System.out.println("routes near and all, seed " + seed);
        var random = new Random(seed);
        Set<String> met = new TreeSet<>();
        for (int i = 0; i < PATHS; i++) {
            HttpRequest<?> request = request(random);
            String of = request.getMethodName() + " " + request.getPath() + " "
                    + request.getHeaders().asMap();
            String expected = route(all, request);
            assertThat(route(near, request)).as(of).isEqualTo(expected);
            assertThat(filters(near, request)).as(of).isEqualTo(filters(all, request));
            assertThat(any(near, request)).as(of).isEqualTo(any(all, request));
            met.add(expected);
        }
        // Or nothing was compared.
        assertThat(met).hasSizeGreaterThan(templates.size() / 2);
    }

    private HttpRequest<?> request(Random random) {
        String path = random.nextInt(6) == 0 ? spoiled(patterns, random) : spoiled(templates, random);
        HttpMethod method = HttpMethod.values()[random.nextInt(HttpMethod.values().length - 1)];
        MutableHttpRequest<?> request = new Plain(method, path, server.getPort());
        String accepted = ACCEPTED.get(random.nextInt(ACCEPTED.size()));
        if (!accepted.isEmpty()) {
            request.accept(accepted);
        }
        String sent = SENT.get(random.nextInt(SENT.size()));
        if (!sent.isEmpty()) {
            request.contentType(sent);
        }
        return request;
    }

    /** A path of the pattern with something in place of what is open, and every third time with something that is not as it should be. */
    private static String spoiled(List<String> of, Random random) {
        var segments = new ArrayList<String>();
        for (String segment : of.get(random.nextInt(of.size())).split("/", -1)) {
            segments.add(segment.matches(".*[{*?].*") ? WORDS.get(random.nextInt(WORDS.size())) : segment);
        }
        switch (random.nextInt(9)) {
            case 0 -> segments.add(random.nextInt(segments.size() + 1), WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> segments.remove(random.nextInt(segments.size()));
            case 2 -> segments.set(random.nextInt(segments.size()), WORDS.get(random.nextInt(WORDS.size())));
            default -> {
                // As it should be.
            }
        }
        String path = String.join("/", segments) + (random.nextInt(8) == 0 ? "/" : "");
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String route(Router router, HttpRequest<?> request) {
        try {
            UriRouteMatch<Object, Object> match = router.findClosest(request);
            return match == null ? "none" : match.getRouteInfo() + " " + match.getVariableValues();
        } catch (DuplicateRouteException e) {
            return e.getMessage();
        }
    }

    private static List<GenericHttpFilter> filters(Router router, HttpRequest<?> request) {
        return router.findFilters(request);
    }

    private static Set<String> any(Router router, HttpRequest<?> request) {
        return router.findAny(request).stream()
                .map(match -> match.getRouteInfo().toString())
                .collect(Collectors.toSet());
    }

    /** As it comes to a listening port. */
    private static final class Plain extends SimpleHttpRequest<Object> {
        private final String path;
        private final int port;

        Plain(HttpMethod method, String path, int port) {
            super(method, "/", null);
            this.path = path;
            this.port = port;
        }

        @Override
        public String getPath() {
            return path;
        }

        @Override
        public InetSocketAddress getServerAddress() {
            return new InetSocketAddress("localhost", port);
        }
    }
}
