package org.cunlu.orders.wechat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.cunlu.kernel.signing.Sha256Rsa;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.standin.PlayedServer;
import org.cunlu.orders.standin.PlayedServer.Asked;
import org.cunlu.orders.standin.PlayedServer.Said;

/** WeChat Pay as its documents show it: checks our signature, signs its answers, seals its notices. */
final class PlayedWeChat implements AutoCloseable {
    static final String MERCHANT = "1900000109";
    static final String APP = "wxd678efh567hg6787";
    static final String OWN_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    static final String SERIAL = "PUB_KEY_ID_0114232134912410000000000000";
    static final String API_KEY = "0123456789abcdef0123456789ABCDEF";

    private static final Pattern AUTHORIZATION = Pattern.compile("WECHATPAY2-SHA256-RSA2048 mchid=\"" + MERCHANT
            + "\",nonce_str=\"([A-Za-z0-9]{32})\",signature=\"([^\"]+)\",timestamp=\"(\\d+)\",serial_no=\""
            + OWN_SERIAL + "\"");

    private final KeyPair merchants = PlayedServer.keys();
    final KeyPair platform = PlayedServer.keys();
    final PlayedServer server = new PlayedServer(asked -> new Said(500, Map.of(), new byte[0]));
    Instant now = Instant.parse("2026-11-26T02:00:00Z");

    /** The adapter that speaks to it. */
    WeChatGateway gateway() {
        return gateway(Duration.ofSeconds(3));
    }

    /** @param patience how long it waits for an answer */
    WeChatGateway gateway(Duration patience) {
        var settings = new WeChatSettings(
                MERCHANT,
                APP,
                OWN_SERIAL,
                PlayedServer.base64(merchants.getPrivate().getEncoded()),
                API_KEY,
                SERIAL + "=" + PlayedServer.base64(platform.getPublic().getEncoded()),
                "https://cunlu.example/api/hooks/payments/wechat",
                URI.create(server.address()),
                patience,
                "村路订单");
        var keys = new WeChatKeys(settings);
        var time = new WallTime() {
            @Override
            public Instant now() {
                return now;
            }
        };
        return new WeChatGateway(
                settings, keys, new WeChatLine(settings, keys, JsonMapper.createDefault(), time), time, "");
    }

    /** Answers what we sign with what it signs. */
    void answers(int status, String body) {
        answersBy(asked -> signed(status, body, platform.getPrivate(), SERIAL, now));
    }

    void answersBy(Function<Asked, Said> how) {
        server.answers(asked -> ours(asked)
                ? how.apply(asked)
                : signed(401, "{\"code\":\"SIGN_ERROR\"}", platform.getPrivate(), SERIAL, now));
    }

    Said signed(int status, String body, PrivateKey key, String serial, Instant at) {
        var headers = new HashMap<>(headers(body, key, serial, at));
        headers.put("content-type", "application/json; charset=utf-8");
        return new Said(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> headers(String body, PrivateKey key, String serial, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        String nonce = "c5ac7061fccab6bf3e254dcf98995b8c";
        var headers = new HashMap<String, String>();
        headers.put("wechatpay-timestamp", timestamp);
        headers.put("wechatpay-nonce", nonce);
        headers.put("wechatpay-serial", serial);
        headers.put(
                "wechatpay-signature",
                Sha256Rsa.sign(key, (timestamp + "\n" + nonce + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private boolean ours(Asked asked) {
        Matcher said = AUTHORIZATION.matcher(asked.headers().getOrDefault("authorization", ""));
        return said.matches()
                && Sha256Rsa.verifies(
                        merchants.getPublic(),
                        (asked.method() + "\n" + asked.target() + "\n" + said.group(3) + "\n" + said.group(1) + "\n"
                                        + asked.body() + "\n")
                                .getBytes(StandardCharsets.UTF_8),
                        said.group(2));
    }

    /** @return whether it would let somebody pay: what a page hands over is signed by the merchant */
    boolean takesFromPage(Map<String, String> handed) {
        return Sha256Rsa.verifies(
                merchants.getPublic(),
                (handed.get("appId") + "\n" + handed.get("timeStamp") + "\n" + handed.get("nonceStr") + "\n"
                                + handed.get("package") + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                handed.get("paySign"));
    }

    /** A transaction of SUCCESS; change what a test is about. */
    static Map<String, Object> transaction(String paymentId, long fen) {
        var transaction = new TreeMap<String, Object>();
        transaction.put("appid", APP);
        transaction.put("mchid", MERCHANT);
        transaction.put("out_trade_no", paymentId);
        transaction.put("transaction_id", "4200000000202611260000000001");
        transaction.put("trade_type", "NATIVE");
        transaction.put("trade_state", "SUCCESS");
        transaction.put("trade_state_desc", "支付成功");
        transaction.put("bank_type", "OTHERS");
        transaction.put("success_time", "2026-11-26T09:59:58+08:00");
        transaction.put("payer", Map.of("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"));
        transaction.put("amount", Map.of("total", fen, "payer_total", fen, "currency", "CNY", "payer_currency", "CNY"));
        return transaction;
    }

    static String json(Object value) {
        try {
            return new String(JsonMapper.createDefault().writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String notice(String event, String plain, String apiKey) {
        String nonce = "fdasflkja484";
        String associated = "transaction";
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(apiKey.getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            String sealed = PlayedServer.base64(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
            return "{\"id\":\"EV-2018022511223320873\",\"create_time\":\"2026-11-26T10:00:00+08:00\","
                    + "\"resource_type\":\"encrypt-resource\",\"event_type\":\"" + event + "\",\"summary\":\"支付成功\","
                    + "\"resource\":{\"original_type\":\"transaction\",\"algorithm\":\"AEAD_AES_256_GCM\","
                    + "\"ciphertext\":\"" + sealed + "\",\"associated_data\":\"" + associated + "\",\"nonce\":\""
                    + nonce + "\"}}";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
