package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Door;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the world sees of an instance whose database goes, and of one that is about to stop. */
@Tag("servers")
class DatabaseAwayTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aDatabaseThatIsAwayIsA503AndComesBackByItself() throws Exception {
        try (var servers = TestServers.dedicated(Server.DATABASE);
                var app = app(new LinkedHashMap<>(TestServers.properties(servers)))) {
            assertThat(get(app, "/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(app, "/api/county/dead-letters").statusCode()).isEqualTo(200);

            servers.kill(Server.DATABASE);
            var refused = get(app, "/api/county/dead-letters");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("\"code\":\"unavailable\"").doesNotContain("SQL", "jdbc", "127.0.0.1");
            assertThat(get(app, "/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(app, "/health/liveness").statusCode()).isEqualTo(200);

            servers.start(Server.DATABASE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(app, "/health/readiness").statusCode() == 200);
            assertThat(get(app, "/api/county/dead-letters").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsUnderWayWhenAnInstanceStopsIsFinishedAndNothingNewIsTaken() throws Exception {
        var app = app(new LinkedHashMap<>(TestServers.properties("drain", Server.DATABASE)));
        URI slow = URI.create(app.getURL() + "/api/slow");
        var answer = CLIENT.sendAsync(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
        app.getApplicationContext().getBean(SlowController.class).entered.await();
        app.close();
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> CLIENT.send(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Controller("/api/slow")
    @Requires(property = "test.door", value = "open")
    @ExecuteOn(TaskExecutors.BLOCKING)
    static class SlowController {
        final CountDownLatch entered = new CountDownLatch(1);

        @Get
        String slow() throws InterruptedException {
            entered.countDown();
            Thread.sleep(Duration.ofSeconds(1));
            return "done";
        }
    }

    @Test
    void measuresAreThereForPrometheus() throws Exception {
        try (var app = app(new LinkedHashMap<>(TestServers.properties("measures", Server.DATABASE)))) {
            var body = get(app, "/prometheus").body();
            assertThat(body).contains("cunlu_outbox_unsettled", "cunlu_dead_letters", "jvm_memory_used_bytes");
        }
    }

    private static EmbeddedServer app(Map<String, Object> properties) {
        properties.put("cunlu.demo", "false");
        properties.put("test.door", "open");
        return ApplicationContext.run(EmbeddedServer.class, properties, "test");
    }

    private static HttpResponse<String> get(EmbeddedServer app, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(app.getURL() + path))
                .header(Door.ROLE, "COUNTY_OPERATOR")
                .timeout(Duration.ofSeconds(20));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
