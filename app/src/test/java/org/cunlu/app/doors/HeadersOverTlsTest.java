package org.cunlu.app.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cunlu.app.doors.Doors.Door;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a browser is told with everything that a visitor may read, and with what he is refused, where a county is reached by https. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersOverTlsTest {
    private static final List<String> BESIDE = List.of(
            "/assets/cunlu.css",
            "/assets/cunlu.js",
            "/assets/icon.svg",
            "/nowhere",
            "/api/nowhere",
            "/api/county/trail",
            "/%00");
    private static final String FOREIGN = "https://evil.example";

    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedServer server;
    private List<HttpResponse<Void>> answers;

    @BeforeAll
    void ask() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("doors"));
        room.put("cunlu.public-url", "https://cunlu.example");
        room.put("cunlu.tls.in-front", "true");
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        Stream<String> open = Doors.all().stream()
                .filter(door -> door.visitors() && door.method().equals("GET"))
                .map(Door::path)
                .filter(path -> !path.endsWith("/events"));
        answers = Stream.concat(open.distinct(), BESIDE.stream()).map(this::get).toList();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void eachSaysThatThisHostAndAllBelowItAreReachedByHttpsForAYear() {
        missing("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }

    @Test
    void noneMayBeFramedOrGivenAnotherBaseOrBeTakenForAnotherKind() {
        missing("Content-Security-Policy", "frame-ancestors 'none'");
        missing("Content-Security-Policy", "base-uri 'none'");
        missing("X-Content-Type-Options", "nosniff");
        for (HttpResponse<Void> answer : answers) {
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .as(answer.uri().getPath())
                    .contains("default-src")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void noOriginIsToldThatItMayRead() {
        var wire = new Wire("127.0.0.1", server.getPort());
        for (String path :
                List.of("/", "/api/shop/offers", "/api/shop/categories", "/api/nowhere", "/assets/cunlu.css")) {
            for (String method : List.of("GET", "OPTIONS")) {
                String answer = wire.ask(
                        method,
                        path,
                        Map.of(
                                "Origin",
                                FOREIGN,
                                "Access-Control-Request-Method",
                                "GET",
                                "X-Forwarded-For",
                                "10.9.9.9"),
                        "");
                assertThat(answer.toLowerCase(Locale.ROOT))
                        .as(method + " " + path)
                        .doesNotContain("access-control-")
                        .doesNotContain(FOREIGN);
            }
        }
    }

    @Test
    void textSaysInWhichLettersItIs() {
        var silent = new TreeSet<String>();
        for (HttpResponse<Void> answer : answers) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            // Figures for a collector on the inner network, whose format is UTF-8 by its version.
            boolean figures = answer.uri().getPath().equals("/prometheus");
            if (!figures
                    && type.startsWith("text/")
                    && !type.toLowerCase(Locale.ROOT).contains("charset=utf-8")) {
                silent.add(answer.uri().getPath() + ": " + type);
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void enoughWasAsked() {
        assertThat(answers).hasSizeGreaterThan(50);
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 401, 404)
                .allMatch(status -> status < 500);
    }

    private void missing(String header, String part) {
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue(header)
                                .filter(value -> value.contains(part))
                                .isEmpty())
                        .map(answer -> answer.uri().getPath() + " " + answer.statusCode()))
                .as(header + ": " + part)
                .isEmpty();
    }

    private HttpResponse<Void> get(String path) {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + path))
                .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html,*/*;q=0.8")
                .header("X-Forwarded-For", "10.9." + path.length() % 250 + "." + Math.abs(path.hashCode() % 250))
                .GET()
                .build();
        try {
            return client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }
}
