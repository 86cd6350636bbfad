package org.cunlu.accounts.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.NoticeGateway.Delivery;
import org.cunlu.accounts.NoticeGateway.To;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.time.WallTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP adapter before a provider that checks signatures and knows repetitions. */
class HttpGatewayTest {
    private static final String SECRET = "a secret of twenty-nine bytes";
    private static final To PHONE = new To.Phone(MobileNumber.of("13800138000"));
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private Provider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new Provider();
    }

    @AfterEach
    void close() {
        provider.server.stop(0);
    }

    @Test
    void handsOverASignedMessage() {
        assertThat(send("N1")).isEqualTo(new Delivery.Accepted("ref-N1"));
        assertThat(provider.delivered).containsOnlyKeys("N1");
        assertThat(provider.delivered.get("N1"))
                .containsEntry("channel", "SMS")
                .containsEntry("to", "+8613800138000")
                .containsEntry("kind", "CODE")
                .containsEntry("text", "【村路】验证码123456");
    }

    @Test
    void handsOverAMessageByWeChatToTheOpenid() {
        var whom = new To.WeChat("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        assertThat(gateway(SECRET).send("N1", whom, Notices.Kind.PARCEL_READY, "包裹已到站"))
                .isEqualTo(new Delivery.Accepted("ref-N1"));
        assertThat(provider.delivered.get("N1"))
                .containsEntry("channel", "WECHAT")
                .containsEntry("to", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
                .containsEntry("kind", "PARCEL_READY")
                .containsEntry("text", "包裹已到站");
        assertThat(whom.toString()).doesNotContain("oUpF8");
    }

    @Test
    void isNotBelievedWithAnotherKey() {
        var stranger = gateway("another secret of that length");
        assertThat(stranger.send("N1", PHONE, Notices.Kind.CODE, "x")).isInstanceOf(Delivery.Unavailable.class);
        assertThat(provider.delivered).isEmpty();
    }

    @Test
    void deliversOnceWhatItSendsTwice() {
        provider.slow = true;
        assertThat(send("N1")).isEqualTo(new Delivery.Unavailable("no answer in time"));
        provider.slow = false;
        assertThat(send("N1")).isEqualTo(new Delivery.Accepted("ref-N1"));
        assertThat(provider.delivered).hasSize(1);
        assertThat(provider.asked).hasValue(2);
    }

    @Test
    void givesUpAnAnswerThatDribbles() {
        provider.dribbling = true;
        long started = System.nanoTime();
        assertThat(send("N1")).isEqualTo(new Delivery.Unavailable("no answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE.multipliedBy(4));
    }

    @Test
    void triesAgainWhatTheProviderCannotDoNow() {
        for (int status : new int[] {500, 502, 503, 429, 408, 401, 403, 404, 302}) {
            provider.status = status;
            assertThat(send("N" + status)).as("%s", status).isEqualTo(new Delivery.Unavailable("status " + status));
        }
    }

    @Test
    void neverTriesAgainWhatTheProviderRefuses() {
        for (int status : new int[] {400, 410, 413, 422}) {
            provider.status = status;
            assertThat(send("N" + status)).as("%s", status).isEqualTo(new Delivery.Rejected("status " + status));
        }
    }

    @Test
    void takesAnAnswerWithoutReferenceOrJsonAsTaken() {
        provider.answer = "";
        assertThat(send("N1")).isEqualTo(new Delivery.Accepted(""));
        provider.answer = "OK";
        assertThat(send("N2")).isEqualTo(new Delivery.Accepted(""));
        provider.answer = "{\"reference\":7}";
        assertThat(send("N3")).isEqualTo(new Delivery.Accepted(""));
    }

    @Test
    void waitsWhenNobodyListens() {
        provider.server.stop(0);
        assertThat(send("N1")).isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void doesNotStartHalfConfigured() {
        assertThatThrownBy(() -> door("https://sms.example", "short", PATIENCE).key())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> door("https://sms.example", null, PATIENCE).key())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> door("ftp://sms.example", SECRET, PATIENCE).address())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> door(null, null, Duration.ofSeconds(11))).isInstanceOf(ConfigurationException.class);
        assertThat(door("", null, PATIENCE).configured()).isFalse();
        assertThat(new SmsSettings("https://sms.example", SECRET, PATIENCE).toString())
                .doesNotContain(SECRET);
        assertThat(new WeChatSettings("https://sms.example", SECRET, PATIENCE).toString())
                .doesNotContain(SECRET);
        assertThat(door("https://sms.example", SECRET, PATIENCE).toString()).doesNotContain(SECRET);
    }

    private static ProviderDoor door(String url, String secret, Duration patience) {
        return new ProviderDoor("cunlu.accounts.sms", url, secret, patience);
    }

    private Delivery send(String noticeId) {
        return gateway(SECRET).send(noticeId, PHONE, Notices.Kind.CODE, "【村路】验证码123456");
    }

    private HttpGateway gateway(String secret) {
        var settings =
                door("http://127.0.0.1:" + provider.server.getAddress().getPort() + "/messages", secret, PATIENCE);
        return new HttpGateway(
                settings.address(), settings.key(), settings.patience(), ObjectMapper.getDefault(), new WallTime());
    }

    private static final class Provider {
        private final HttpServer server;
        private final Map<String, Map<String, String>> delivered = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile int status = 200;
        private volatile String answer;
        private volatile boolean slow;
        private volatile boolean dribbling;

        Provider() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/messages", this::take);
            server.start();
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                asked.incrementAndGet();
                byte[] body = exchange.getRequestBody().readAllBytes();
                var headers = exchange.getRequestHeaders();
                String id = headers.getFirst("Idempotency-Key");
                boolean signed = signature(headers.getFirst("X-Cunlu-Timestamp"), body)
                        .equals(headers.getFirst("X-Cunlu-Signature"));
                int said = signed ? status : 401;
                if (said == 200) {
                    var message = new LinkedHashMap<String, String>();
                    ObjectMapper.getDefault()
                            .readValue(body, JsonNode.class)
                            .entries()
                            .forEach(entry ->
                                    message.put(entry.getKey(), entry.getValue().getStringValue()));
                    assertThat(message).containsEntry("id", id);
                    delivered.putIfAbsent(id, message);
                }
                pause(slow ? PATIENCE.multipliedBy(2) : Duration.ZERO);
                byte[] text = (answer == null ? "{\"reference\":\"ref-" + id + "\"}" : answer)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(said, dribbling ? 1000 : text.length == 0 ? -1 : text.length);
                for (int i = 0; dribbling && i < 20; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    pause(Duration.ofMillis(200));
                }
                exchange.getResponseBody().write(text);
            }
        }

        private static String signature(String timestamp, byte[] body) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(mac.doFinal(body));
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void pause(Duration pause) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
