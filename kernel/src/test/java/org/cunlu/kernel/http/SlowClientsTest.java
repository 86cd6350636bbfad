package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many who begin a request and never end it: they cost no thread and no turn, others are answered, and who says nothing is left. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientsTest implements TestPropertyProvider {
    private static final int MANY = 500;
    /** Of the machine's own: the pool of connections, timers. */
    private static final int THREADS_MORE = 40;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final List<String> BEGINNINGS = List.of(
            // Half a line, half the headers, half a body, a body that comes in pieces and does not end, nothing at all.
            "GET /api/odd/any",
            "GET /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\nX-Slow: ",
            "POST /api/odd/text HTTP/1.1\r\nHost: cunlu\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nabc",
            "POST /api/odd/text HTTP/1.1\r\nHost: cunlu\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "");

    private final List<Socket> open = new ArrayList<>();

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("problems", Server.DATABASE));
        properties.put("spec", "problems");
        // The same rule as in a county (30 s), sooner.
        properties.put("micronaut.server.read-idle-timeout", "20s");
        properties.put("micronaut.server.idle-timeout", "20s");
        return properties;
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket each : open) {
            each.close();
        }
    }

    @Test
    void areManyAndOthersAreAnsweredAllTheSame() throws Exception {
        ask();
        int before = Thread.activeCount();
        for (int i = 0; i < MANY; i++) {
            Socket slow = new Socket("127.0.0.1", server.getPort());
            open.add(slow);
            say(slow, BEGINNINGS.get(i % BEGINNINGS.size()));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20; i++) {
                assertThat(ask()).isEqualTo(200);
            }
            dribble();
        }
        assertThat(Thread.activeCount() - before)
                .as("threads that wait for the slow")
                .isLessThan(THREADS_MORE);
        int left = 0;
        for (Socket each : open) {
            left += isLeft(each) ? 1 : 0;
        }
        assertThat(left).as("who said nothing any more is left").isEqualTo(MANY);
        assertThat(ask()).isEqualTo(200);
    }

    /** Whoever was left already, on a machine that was slower than he, says nothing more. */
    private void dribble() {
        for (int i = 1; i < MANY; i += BEGINNINGS.size()) {
            try {
                say(open.get(i), "x");
            } catch (IOException left) {
                assertThat(open.get(i).isConnected()).isTrue();
            }
        }
    }

    private int ask() throws IOException, InterruptedException {
        // Each time on a line of its own: what is shared with nobody must be there.
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + server.getPort() + "/api/odd/anyone"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        to.getOutputStream().flush();
    }

    /** @return whether the server ended the line, whatever it said before */
    private static boolean isLeft(Socket slow) {
        try {
            slow.setSoTimeout(PATIENCE_MILLIS);
            slow.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
