package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each thing that the app needs is away, killed or standing still, while people go about their day: what then works, is done otherwise or is
 * refused is what {@code docs/faults.md} says, within a bounded time. Its table is read here.
 */
@Tag("servers")
@Tag("any-engine")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutEachTest {
    private static final Path TABLE = Path.of("..", "docs", "faults.md");
    private static final String HEAD = "| journey |";
    private static final int JOURNEYS_MIN = 15;
    /** Above all patiences that the app has with others (a connection 5 s, a gateway 8 s), on a machine that does other things as well. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

    private static final Duration HEALED_WITHIN = Duration.ofSeconds(60);

    private final Devstack servers = TestServers.dedicated();
    private final ServerSocket payments = listening();
    private SmallCounty county;

    /** What is away, and how: killed, so that nobody listens; or standing still, so that nobody answers. */
    enum Away {
        DATABASE_KILLED("database", Server.DATABASE, false),
        DATABASE_STILL("database", Server.DATABASE, true),
        REDIS_KILLED("Redis", Server.CACHE, false),
        REDIS_STILL("Redis", Server.CACHE, true),
        BROKER_KILLED("broker", Server.BROKER, false),
        BROKER_STILL("broker", Server.BROKER, true),
        SEARCH_KILLED("Elasticsearch", Server.SEARCH, false),
        SEARCH_STILL("Elasticsearch", Server.SEARCH, true),
        GATEWAY_STILL("payment gateway", null, true),
        GATEWAY_GONE("payment gateway", null, false);

        private final String column;
        private final Server server;
        private final boolean still;

        Away(String column, Server server, boolean still) {
            this.column = column;
            this.server = server;
            this.still = still;
        }
    }

    @BeforeAll
    void open() {
        Map<String, Object> room = new LinkedHashMap<>(TestServers.properties(servers));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        // That the index is away is to be seen here, not that the machine is busy.
        room.put("cunlu.es.patience", "3s");
        room.putAll(weChat());
        county = SmallCounty.alone(room);
        // Room for what nobody fetched the days before: each outage begins with a bus of its day.
        await().atMost(HEALED_WITHIN).ignoreExceptions().untilAsserted(() -> county.network("100"));
        county.patience = ANSWERED_WITHIN;
    }

    @AfterAll
    void close() throws IOException {
        if (county != null) {
            county.close();
        }
        servers.close();
        payments.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachJourneyWorksDegradesOrRefusesAsWritten(Away away) throws Exception {
        Map<String, String> written = written(away.column);
        var journeys = new Journeys(county, away.server == null ? "WECHAT" : "SANDBOX");
        Map<String, Supplier<Answer>> all = journeys.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(JOURNEYS_MIN);
        assertThat(written.keySet()).isEqualTo(all.keySet());
        var seen = new LinkedHashMap<String, String>();
        takeAway(away);
        try {
            all.forEach((name, journey) -> seen.put(name, outcome(away, name, journey)));
        } finally {
            bringBack(away);
        }
        assertThat(seen).isEqualTo(written);
        await().atMost(HEALED_WITHIN)
                .ignoreExceptions()
                .until(() -> county.get(null, "/health/readiness").status() == 200);
        Soon.is(() -> assertThat(county.place(county.buyer(), SmallNetwork.STATION1, "ONLINE")
                        .status())
                .isEqualTo(201));
        Soon.is(county::audited);
    }

    private static String outcome(Away away, String name, Supplier<Answer> journey) {
        long begun = System.nanoTime();
        String outcome;
        try {
            Answer answer = journey.get();
            outcome = answer.status() == 503 && answer.retryLater()
                    ? "refuses"
                    : answer.status() >= 300
                            ? "breaks: " + answer.status() + " " + answer.text()
                            : "DATABASE".equals(Instances.text(answer.body(), "source")) ? "degrades" : "works";
        } catch (UncheckedIOException e) {
            outcome = e.getCause() instanceof HttpTimeoutException ? "hangs" : "breaks: " + e.getCause();
        }
        System.out.printf("%s, %s: %s after %d ms%n", away, name, outcome, (System.nanoTime() - begun) / 1_000_000);
        return outcome;
    }

    private void takeAway(Away away) throws IOException {
        if (away.server == null) {
            if (!away.still) {
                payments.close();
            }
        } else if (away.still) {
            signal("STOP", away);
        } else {
            servers.kill(away.server);
        }
    }

    private void bringBack(Away away) {
        if (away.server != null && away.still) {
            signal("CONT", away);
        } else if (away.server != null) {
            servers.start(away.server);
        }
    }

    private void signal(String name, Away away) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + name,
                            String.valueOf(servers.pid(away.server).orElseThrow()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return by journey the first word of the cell: works, degrades or refuses */
    private static Map<String, String> written(String column) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(TABLE)) {
            within = line.startsWith(HEAD) || within && line.startsWith("|");
            if (within && !line.startsWith("|---")) {
                rows.add(Stream.of(line.split("\\|")).skip(1).map(String::strip).toList());
            }
        }
        int at = rows.getFirst().indexOf(column);
        assertThat(at).as(column).isPositive();
        var written = new LinkedHashMap<String, String>();
        rows.stream()
                .skip(1)
                .forEach(row -> written.put(row.getFirst(), row.get(at).split("[^a-z]")[0]));
        return written;
    }

    /** Nobody ever answers here: whoever calls is connected and waits. */
    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** WeChat Pay, as far as an instance needs it to start and to ask. */
    private Map<String, Object> weChat() {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            var encoder = Base64.getEncoder();
            var settings = new HashMap<String, Object>();
            Map.of(
                            "merchant-id", "1900000001",
                            "app-id", "wx0000000000000001",
                            "serial", "0000000000000000000000000000000000000001",
                            "private-key",
                                    encoder.encodeToString(keys.getPrivate().getEncoded()),
                            "api-key", "0123456789abcdef0123456789abcdef",
                            "platform-keys",
                                    "PUB_KEY_ID_1="
                                            + encoder.encodeToString(
                                                    keys.getPublic().getEncoded()),
                            "notify-url", "https://shop.example/api/hooks/payments/wechat",
                            "address", "http://127.0.0.1:" + payments.getLocalPort())
                    .forEach((key, value) -> settings.put("cunlu.payments.wechat." + key, value));
            return settings;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
