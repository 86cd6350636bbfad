package org.cunlu.orders.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.orders.PaymentGateway.ChargeState;
import org.cunlu.orders.PaymentGateway.Notice;
import org.cunlu.orders.standin.PlayedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Notices of WeChat Pay: what it signed and sealed itself, just now, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeChatNoticeTest {
    private static final String PAYMENT = "0SBG48QTD0MPX";

    private final PlayedWeChat weChat = new PlayedWeChat();
    private final WeChatGateway gateway = weChat.gateway();

    @AfterAll
    void close() {
        weChat.close();
    }

    @Test
    void aGenuineNoticeTellsWhatWasPaid() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        var notice = (Notice.Genuine) read(headers(body), body);
        assertThat(notice.noticeId()).isEqualTo("EV-2018022511223320873");
        assertThat(notice.paymentId()).isEqualTo(PAYMENT);
        assertThat(notice.state().paid()).isTrue();
        assertThat(notice.state().paidFen()).isEqualTo(7_390);
        assertThat(notice.state().currency()).isEqualTo("CNY");
        assertThat(notice.state().merchantId()).isEqualTo(gateway.merchantId());
        assertThat(notice.state().chargeId()).isEqualTo("4200000000202611260000000001");
    }

    /** WeChat Pay's own library takes what we play for its words: the traffic of these tests has its shape. */
    @Test
    void itsOwnLibraryBelievesTheSameNotice() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        Map<String, String> headers = headers(body);
        var library = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
                .publicKey(weChat.platform.getPublic())
                .publicKeyId(PlayedWeChat.SERIAL)
                .apiV3Key(PlayedWeChat.API_KEY)
                .build());
        Map<?, ?> transaction = library.parse(
                new RequestParam.Builder()
                        .serialNumber(headers.get(WeChatKeys.SERIAL))
                        .nonce(headers.get(WeChatKeys.NONCE))
                        .timestamp(headers.get(WeChatKeys.TIMESTAMP))
                        .signature(headers.get(WeChatKeys.SIGNATURE))
                        .body(body)
                        .build(),
                Map.class);
        assertThat(transaction.get("out_trade_no")).isEqualTo(PAYMENT);
    }

    @Test
    void anotherKeyIsRefused() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        PrivateKey others = PlayedServer.keys().getPrivate();
        refused("signature wrong", PlayedWeChat.headers(body, others, PlayedWeChat.SERIAL, weChat.now), body);
    }

    @Test
    void oneChangedByteOfTheBodyOrOfWhatIsSignedWithItIsRefused() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        Map<String, String> headers = headers(body);
        byte[] changed = body.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < changed.length; at += 37) {
            changed[at] ^= 1;
            assertThat(gateway.read(headers, changed)).isEqualTo(new Notice.Refused("signature wrong"));
            changed[at] ^= 1;
        }
        refused("signature wrong", with(headers, WeChatKeys.NONCE, "d5ac7061fccab6bf3e254dcf98995b8c"), body);
        String later = Long.toString(weChat.now.getEpochSecond() + 1);
        refused("signature wrong", with(headers, WeChatKeys.TIMESTAMP, later), body);
        refused("signature wrong", headers, body + " ");
    }

    @Test
    void anotherSerialOrItsProbeOfOurCareIsRefused() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        Map<String, String> headers = headers(body);
        refused("serial unknown", with(headers, WeChatKeys.SERIAL, "PUB_KEY_ID_0000"), body);
        refused(
                "signature wrong",
                with(headers, WeChatKeys.SIGNATURE, "WECHATPAY/SIGNTEST/" + headers.get(WeChatKeys.SIGNATURE)),
                body);
    }

    @Test
    void withoutOneOfItsHeadersItIsRefused() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        for (String name : List.of(WeChatKeys.TIMESTAMP, WeChatKeys.NONCE, WeChatKeys.SERIAL, WeChatKeys.SIGNATURE)) {
            var headers = new HashMap<>(headers(body));
            headers.remove(name);
            refused("headers missing", headers, body);
        }
    }

    @Test
    void itIsFreshForFiveMinutesBothWays() {
        String body = body(PlayedWeChat.transaction(PAYMENT, 7_390));
        for (int sign : new int[] {-1, 1}) {
            Duration limit = Duration.ofSeconds(sign * 300L);
            assertThat(read(signedAt(body, limit), body)).isInstanceOf(Notice.Genuine.class);
            refused("timestamp not fresh", signedAt(body, limit.plusSeconds(sign)), body);
        }
        refused("timestamp not fresh", with(headers(body), WeChatKeys.TIMESTAMP, "soon"), body);
        refused("timestamp not fresh", with(headers(body), WeChatKeys.TIMESTAMP, "99999999999999999"), body);
    }

    @Test
    void anotherMerchantAppOrCurrencyIsToldAsSuchAndNeverOurs() {
        var transaction = PlayedWeChat.transaction(PAYMENT, 7_390);
        transaction.put("mchid", "1900000110");
        assertThat(state(transaction).merchantId()).isNotEqualTo(gateway.merchantId());
        transaction = PlayedWeChat.transaction(PAYMENT, 7_390);
        transaction.put("appid", "wx0000000000000000");
        assertThat(state(transaction).merchantId()).isNotEqualTo(gateway.merchantId());
        transaction = PlayedWeChat.transaction(PAYMENT, 7_390);
        transaction.put("amount", Map.of("total", 7_390, "currency", "USD"));
        assertThat(state(transaction).currency()).isEqualTo("USD");
        transaction.put("amount", Map.of("total", 7_390));
        assertThat(state(transaction).currency()).isNotEqualTo("CNY");
    }

    @Test
    void whatIsSealedWithAnotherKeyOrIsNoTransactionIsRefused() {
        String sealed = PlayedWeChat.notice(
                "TRANSACTION.SUCCESS",
                PlayedWeChat.json(PlayedWeChat.transaction(PAYMENT, 1)),
                "another-key-another-key-another-");
        refused("resource not sealed with our key", headers(sealed), sealed);
        String other = body(PlayedWeChat.transaction(PAYMENT, 1)).replace("AEAD_AES_256_GCM", "AEAD_SM4_GCM");
        refused("algorithm unknown", headers(other), other);
        var without = PlayedWeChat.transaction(PAYMENT, 1);
        without.remove("amount");
        refused("body unreadable", headers(body(without)), body(without));
        refused("body unreadable", headers("[]"), "[]");
        refused("no notice id", headers("{}"), "{}");
    }

    @Test
    void whatItTellsOfRefundsIsAskedForByOurselves() {
        String body = PlayedWeChat.notice("REFUND.SUCCESS", "{}", PlayedWeChat.API_KEY);
        assertThat(read(headers(body), body)).isEqualTo(new Notice.Other());
    }

    private ChargeState state(Map<String, Object> transaction) {
        String body = body(transaction);
        return ((Notice.Genuine) read(headers(body), body)).state();
    }

    private static String body(Map<String, Object> transaction) {
        return PlayedWeChat.notice("TRANSACTION.SUCCESS", PlayedWeChat.json(transaction), PlayedWeChat.API_KEY);
    }

    private Map<String, String> headers(String body) {
        return signedAt(body, Duration.ZERO);
    }

    private Map<String, String> signedAt(String body, Duration later) {
        return PlayedWeChat.headers(body, weChat.platform.getPrivate(), PlayedWeChat.SERIAL, weChat.now.plus(later));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private Notice read(Map<String, String> headers, String body) {
        return gateway.read(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String reason, Map<String, String> headers, String body) {
        assertThat(read(headers, body)).isEqualTo(new Notice.Refused(reason));
    }
}
