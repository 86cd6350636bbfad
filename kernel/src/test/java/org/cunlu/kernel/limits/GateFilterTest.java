package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two are worked on at once, one waits, the others are told to come again. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateFilterTest implements TestPropertyProvider {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    EmbeddedServer server;

    @Inject
    Slow slow;

    @Controller("/api")
    @Requires(property = "spec", value = "gate")
    static class Slow {
        final Semaphore entered = new Semaphore(0);
        final Semaphore answered = new Semaphore(0);

        @Get(uris = {"/slow", "/shop/slow"})
        @ExecuteOn(TaskExecutors.BLOCKING)
        String slow() throws InterruptedException {
            entered.release();
            answered.acquire();
            return "done";
        }

        @Get("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("gate", Server.DATABASE));
        properties.put("spec", "gate");
        properties.put("cunlu.requests.at-once", "2");
        properties.put("cunlu.requests.line-max", "1");
        properties.put("cunlu.requests.glance", "1s");
        return properties;
    }

    @Test
    void whatIsTooMuchIsPutOffAtOnceAndTheRestIsDone() throws Exception {
        var first = ask("/api/slow");
        var second = ask("/api/slow");
        slow.entered.acquire(2);
        var waiting = ask("/api/slow");
        await().until(() -> measured("cunlu_requests_waiting") == 1);

        HttpResponse<String> refused = ask("/api/slow").get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"code\":\"unavailable\"");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).isPresent();
        assertThat(measured("cunlu_requests_sent_away_total")).isEqualTo(1);
        assertThat(ask("/health/liveness").get().statusCode()).isEqualTo(200);

        slow.answered.release(3);
        for (var answer : java.util.List.of(first, second, waiting)) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        slow.entered.acquire();
        nobodyIsInside();
    }

    @Test
    void whatFailsOrIsNotWaitedForGivesItsPlaceBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("/api/broken").get().statusCode()).isEqualTo(500);
            assertThat(ask("/api/nothing").get().statusCode()).isIn(401, 404);
        }
        for (int i = 0; i < 5; i++) {
            try (var leaving = new Socket("127.0.0.1", server.getPort())) {
                leaving.getOutputStream()
                        .write("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                slow.entered.acquire();
            }
            slow.answered.release();
        }
        nobodyIsInside();
    }

    @Test
    void whoOnlyLooksAtTheShopIsNotKeptWaitingByWhatStandsStillAndWhoeverElseIs() throws Exception {
        var elsewhere = ask("/api/slow");
        HttpResponse<String> looked = ask("/api/shop/slow").get();
        assertThat(looked.statusCode()).isEqualTo(503);
        assertThat(looked.headers().firstValue("Retry-After")).isPresent();
        assertThat(elsewhere).isNotDone();
        slow.entered.acquire(2);
        slow.answered.release(2);
        assertThat(elsewhere.get().statusCode()).isEqualTo(200);
        nobodyIsInside();
    }

    private void nobodyIsInside() {
        await().until(() -> measured("cunlu_requests_inside") == 0 && measured("cunlu_requests_waiting") == 0);
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + path)).build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private double measured(String name) throws Exception {
        return ask("/prometheus")
                .get()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
