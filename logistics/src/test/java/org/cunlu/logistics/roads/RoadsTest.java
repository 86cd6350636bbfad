package org.cunlu.logistics.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.RoadMatrix.Point;
import org.cunlu.logistics.RoadMatrix.RoadClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoadsTest {
    private static final JsonMapper JSON = ObjectMapper.getDefault();
    private static final List<Point> THREE = List.of(
            new Point("H", 30.3, 108, RoadClass.CITY),
            new Point("T", 30.4, 108, RoadClass.TOWNSHIP),
            new Point("V", 30.4, 108.1, RoadClass.VILLAGE));

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Function<String, String> answers = question -> "{}";
    private int status = 200;
    private Duration slow = Duration.ZERO;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String question = exchange.getRequestURI().toString();
            asked.add(question);
            try {
                Thread.sleep(slow);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = answers.apply(question).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private OsrmRoads osrm(int places, Duration patience) {
        return new OsrmRoads(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), places, patience, JSON);
    }

    private static void assertCode(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void greatCirclesAreLongerAndSlowerOnWorseRoads() {
        Matrix roads = new StraightRoads().between(THREE);
        // A tenth of a degree of latitude is 11.12 km.
        assertThat(roads.metres(0, 1)).isBetween(11_119 * 1.5 - 5, 11_119 * 1.5 + 5);
        assertThat(roads.seconds(0, 1)).isBetween(roads.metres(0, 1) * 3.6 / 40 - 1, roads.metres(0, 1) * 3.6 / 40 + 1);
        assertThat(roads.metres(2, 2)).isZero();
        assertThat(Matrix.of(roads.bytes()).metres(1, 2)).isEqualTo(roads.metres(1, 2));
    }

    @Test
    void aServerIsAskedInBlocksAndItsWaysAreNotTheSameThereAndBack() {
        answers = question -> {
            int from = question.contains("/108.000000,30.300000;") ? 1 : 2;
            return "{\"code\":\"Ok\",\"durations\":[[" + from + "]],\"distances\":[[" + from * 100 + "]]}";
        };
        Matrix roads = osrm(2, Duration.ofSeconds(5)).between(THREE);
        assertThat(asked).hasSize(9);
        assertThat(asked.get(1))
                .isEqualTo(
                        "/table/v1/driving/108.000000,30.300000;108.000000,30.400000?annotations=duration,distance&sources=0&destinations=1");
        assertThat(roads.metres(0, 1)).isEqualTo(100);
        assertThat(roads.metres(1, 0)).isEqualTo(200);
        assertThat(roads.seconds(1, 2)).isEqualTo(2);
        assertThat(roads.metres(1, 1)).isZero();
    }

    @Test
    void whatAServerHasNoWayToIsUnreachable() {
        answers = question ->
                "{\"code\":\"Ok\",\"durations\":[[0,null,1],[1,0,1],[1,1,0]],\"distances\":[[0,null,1],[1,0,1],[1,1,0]]}";
        Matrix roads = osrm(100, Duration.ofSeconds(5)).between(THREE);
        assertThat(roads.metres(0, 1)).isInfinite();
        assertThat(roads.metres(1, 0)).isEqualTo(1);
    }

    @Test
    void aServerThatIsAwaySlowOrWrongIsAPlainProblem() {
        answers = question -> "{\"code\":\"Ok\",\"durations\":[[1]],\"distances\":[[1]]}";
        assertCode(() -> osrm(100, Duration.ofSeconds(5)).between(THREE), "roads-unavailable");
        answers = question -> "not json";
        assertCode(() -> osrm(100, Duration.ofSeconds(5)).between(THREE), "roads-unavailable");
        status = 429;
        assertCode(() -> osrm(100, Duration.ofSeconds(5)).between(THREE), "roads-unavailable");
        slow = Duration.ofMillis(600);
        assertCode(() -> osrm(100, Duration.ofMillis(100)).between(THREE), "roads-unavailable");
        server.stop(0);
        assertCode(() -> osrm(100, Duration.ofSeconds(1)).between(THREE), "roads-unavailable");
    }

    @Test
    void cellsThatAreMissingNegativeOrNoNumberAreRefused() {
        double[][] good = {{0, 1}, {2, 0}};
        assertThat(new Matrix(good, good).metres(1, 0)).isEqualTo(2);
        assertCode(() -> new Matrix(new double[][] {{0, Double.NaN}, {1, 0}}, good), "road-invalid");
        assertCode(() -> new Matrix(good, new double[][] {{0, -1}, {1, 0}}), "road-invalid");
        assertCode(() -> new Matrix(new double[][] {{0}, {1, 0}}, good), "road-invalid");
    }
}
