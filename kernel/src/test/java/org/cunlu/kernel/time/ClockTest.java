package org.cunlu.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Door;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class ClockTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<ApplicationContext> instances = new ArrayList<>();
    private Map<String, Object> properties;

    @BeforeEach
    void room() {
        properties = new LinkedHashMap<>(TestServers.properties("clock", Server.DATABASE));
        properties.put("test.door", "open");
    }

    @AfterEach
    void stop() {
        instances.forEach(ApplicationContext::close);
    }

    @Test
    void movesForAllInstancesBeforeItReturns() {
        var one = instance();
        var two = instance();
        for (int hours = 1; hours <= 5; hours++) {
            Instant to = Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
            Instant now = one.getBean(ClockControl.class).moveTo(to);
            assertThat(now).isBetween(to, to.plusSeconds(5));
            // Not awaited: whoever is told that it is later may ask any instance at once.
            assertThat(two.getBean(Clock.class).instant()).isBetween(to, to.plusSeconds(5));
        }
    }

    @Test
    void timeRunsOnAfterAMove() throws Exception {
        var one = instance();
        Instant now = one.getBean(ClockControl.class).forward(Duration.ofDays(3));
        Thread.sleep(50);
        assertThat(one.getBean(Clock.class).instant()).isAfter(now);
        assertThat(one.getBean(Clock.class).instant()).isCloseTo(now, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void neverGoesBack() {
        var control = instance().getBean(ClockControl.class);
        Instant now = control.forward(Duration.ofDays(1));
        assertThatThrownBy(() -> control.moveTo(now.minusSeconds(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        assertThatThrownBy(() -> control.moveTo(Instant.MIN)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> control.forward(Duration.ofMillis(-1))).isInstanceOf(ProblemException.class);
        assertThat(control.forward(Duration.ZERO)).isAfterOrEqualTo(now);
    }

    @Test
    void moversAtTheSameTimeAllCount() throws Exception {
        var one = instance();
        var two = instance();
        Instant before = one.getBean(Clock.class).instant();
        var start = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var moving = new ArrayList<Future<Instant>>();
            for (int i = 0; i < 8; i++) {
                var control = (i % 2 == 0 ? one : two).getBean(ClockControl.class);
                moving.add(threads.submit(() -> {
                    start.await();
                    return control.forward(Duration.ofHours(1));
                }));
            }
            for (Future<Instant> move : moving) {
                move.get();
            }
        }
        for (ApplicationContext instance : instances) {
            assertThat(instance.getBean(Clock.class).instant())
                    .isCloseTo(before.plus(8, ChronoUnit.HOURS), within(30, ChronoUnit.SECONDS));
        }
    }

    @Test
    void anInstanceThatDiedIsNotWaitedForAndALaterOneStartsInTheSameTime() {
        var one = instance();
        one.getBean(Transactions.class)
                .run(() -> one.getBean(Sql.class)
                        .change("INSERT INTO ker_instance (instance_id, started_at, seen_at, clock_version)"
                                + " VALUES ('0KMNPQRSTVWXY', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 1)"));
        long started = System.nanoTime();
        Instant now = one.getBean(ClockControl.class).forward(Duration.ofDays(2));
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(instance().getBean(Clock.class).instant()).isAfterOrEqualTo(now);
    }

    @Test
    void onlyAnOperatorMovesItOverHttpAndAnybodySignedInReadsIt() throws Exception {
        var server = server(properties);
        assertThat(send(server, "CONSUMER", null).statusCode()).isEqualTo(200);
        assertThat(send(server, "CONSUMER", "{\"forwardSeconds\":60}").statusCode())
                .isEqualTo(404);
        assertThat(send(server, null, "{\"forwardSeconds\":60}").statusCode()).isEqualTo(401);
        var moved = send(server, "COUNTY_OPERATOR", "{\"forwardSeconds\":86400}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(moved.body()).contains("\"movable\":true");
        assertThat(server.getApplicationContext().getBean(Clock.class).instant())
                .isAfter(Instant.now().plus(23, ChronoUnit.HOURS));
        long trail = server.getApplicationContext()
                .getBean(Sql.class)
                .one("SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'county.clock-moved'", row -> row.number("n"))
                .orElseThrow();
        assertThat(trail).isEqualTo(1);
    }

    @Test
    void badMovesAreNamedProblems() throws Exception {
        var server = server(properties);
        for (String bad : new String[] {
            "{}",
            "{\"to\":\"2030-01-01T00:00:00Z\",\"forwardSeconds\":1}",
            "{\"to\":\"9999-01-01T00:00:00Z\"}",
            "{\"to\":\"yesterday\"}",
            "{\"forwardSeconds\":-1}",
            "{\"forwardSeconds\":999999999999}",
            "{\"forwardMinutes\":1}"
        }) {
            var answer = send(server, "COUNTY_OPERATOR", bad);
            assertThat(answer.statusCode()).as(bad + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\"");
        }
        assertThat(send(server, "COUNTY_OPERATOR", "{\"to\":\"2020-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void outsideADemoThereIsNoSuchRoute() throws Exception {
        properties.put("cunlu.demo", "false");
        var server = server(properties);
        assertThat(send(server, "COUNTY_OPERATOR", "{\"forwardSeconds\":60}").statusCode())
                .isEqualTo(405);
        assertThat(server.getApplicationContext().containsBean(ClockControl.class))
                .isFalse();
        assertThat(send(server, "CONSUMER", null).body()).contains("\"movable\":false");
    }

    private ApplicationContext instance() {
        var instance = ApplicationContext.run(properties, "test");
        instances.add(instance);
        return instance;
    }

    private EmbeddedServer server(Map<String, Object> with) {
        var server = ApplicationContext.run(EmbeddedServer.class, with, "test");
        instances.add(server.getApplicationContext());
        return server;
    }

    private static HttpResponse<String> send(EmbeddedServer server, String role, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + "/api/county/clock"));
        if (role != null) {
            request.header(Door.ROLE, role);
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
