package org.cunlu.orders.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.orders.PaymentGateway.Notice;
import org.junit.jupiter.api.Test;

class SandboxGatewayTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final SandboxKeys KEYS = new SandboxKeys("a secret of the tests, 32 bytes..");
    private static final ObjectMapper MAPPER = ObjectMapper.getDefault();

    private final SandboxGateway gateway =
            new SandboxGateway(null, KEYS, MAPPER, "CUNLU-500233", "", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void believesWhatIsSignedAndFresh() {
        var notice = (Notice.Genuine) gateway.read(headers(NOW, "N1", body()), body());
        assertThat(notice.noticeId()).isEqualTo("N1");
        assertThat(notice.paymentId()).isEqualTo("P1");
        assertThat(notice.state().paidFen()).isEqualTo(1_234);
        assertThat(notice.state().paid()).isTrue();
    }

    @Test
    void isFreshForFiveMinutesBothWaysAndNotASecondLonger() {
        assertThat(read(NOW.minus(SandboxGateway.FRESH))).isInstanceOf(Notice.Genuine.class);
        assertThat(read(NOW.plus(SandboxGateway.FRESH))).isInstanceOf(Notice.Genuine.class);
        assertThat(read(NOW.minus(SandboxGateway.FRESH).minusSeconds(1))).isInstanceOf(Notice.Refused.class);
        assertThat(read(NOW.plus(SandboxGateway.FRESH).plusSeconds(1))).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void refusesEachSingleChangedByte() {
        Map<String, String> headers = headers(NOW, "N1", body());
        byte[] body = body();
        for (int i = 0; i < body.length; i++) {
            byte[] tampered = body.clone();
            tampered[i] ^= 1;
            assertThat(gateway.read(headers, tampered)).isInstanceOf(Notice.Refused.class);
        }
    }

    @Test
    void refusesTheSameContentWrittenInOtherBytes() {
        byte[] respaced = new String(body(), StandardCharsets.UTF_8)
                .replace("\":", "\": ")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(gateway.read(headers(NOW, "N1", body()), respaced)).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void refusesAnotherKeyAnotherSerialAndMissingHeaders() {
        var others = new SandboxKeys("another secret, as long as the first");
        Map<String, String> forged = headers(NOW, "N1", body());
        forged.put(Signing.SIGNATURE, Signing.sign(others.privateKey(), forged.get(Signing.TIMESTAMP), "N1", body()));
        assertThat(gateway.read(forged, body())).isEqualTo(new Notice.Refused("signature wrong"));
        for (String header : headers(NOW, "N1", body()).keySet()) {
            Map<String, String> without = headers(NOW, "N1", body());
            without.remove(header);
            assertThat(gateway.read(without, body())).isInstanceOf(Notice.Refused.class);
            Map<String, String> garbled = headers(NOW, "N1", body());
            garbled.put(header, "Ω\u0000 rubbish");
            assertThat(gateway.read(garbled, body())).isInstanceOf(Notice.Refused.class);
        }
    }

    @Test
    void refusesTheHeaderOfOneNoticeOnTheBodyOfAnother() {
        assertThat(gateway.read(headers(NOW, "N2", body()), body())).isEqualTo(new Notice.Refused("notice id differs"));
    }

    @Test
    void refusesWhatIsSignedButNoNotice() {
        byte[] rubbish = "[1,2".getBytes(StandardCharsets.UTF_8);
        assertThat(gateway.read(headers(NOW, "N1", rubbish), rubbish)).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void growsTheSamePairFromTheSameSecretOnly() {
        assertThat(new SandboxKeys("a secret of the tests, 32 bytes..").publicKey())
                .isEqualTo(KEYS.publicKey());
        assertThat(new SandboxKeys("a secret of the tests, 32 bytes.!").publicKey())
                .isNotEqualTo(KEYS.publicKey());
        assertThatThrownBy(() -> new SandboxKeys("")).isInstanceOf(ConfigurationException.class);
    }

    private Notice read(Instant signedAt) {
        return gateway.read(headers(signedAt, "N1", body()), body());
    }

    private static byte[] body() {
        try {
            return MAPPER.writeValueAsBytes(new NoticeBody(
                    "N1", "CUNLU-500233", "P1", "C1", "PAID", "CNY", 1_234, NOW.minus(Duration.ofSeconds(2))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> headers(Instant at, String noticeId, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        return new HashMap<>(Map.of(
                Signing.TIMESTAMP,
                timestamp,
                Signing.NOTICE,
                noticeId,
                Signing.SERIAL,
                KEYS.serial(),
                Signing.SIGNATURE,
                Signing.sign(KEYS.privateKey(), timestamp, noticeId, body)));
    }
}
