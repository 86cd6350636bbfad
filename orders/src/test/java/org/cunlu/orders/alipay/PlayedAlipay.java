package org.cunlu.orders.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.standin.PlayedServer;
import org.cunlu.orders.standin.PlayedServer.Asked;
import org.cunlu.orders.standin.PlayedServer.Said;

/** Alipay as its documents show it. Whatever is signed or verified here is so by Alipay's own library. */
final class PlayedAlipay implements AutoCloseable {
    static final String APP = "2021000000000001";
    static final String SELLER = "2088102146225135";

    private final KeyPair applications = PlayedServer.keys();
    final KeyPair alipays = PlayedServer.keys();
    final PlayedServer server = new PlayedServer(asked -> new Said(500, Map.of(), new byte[0]));
    Instant now = Instant.parse("2026-11-26T02:00:00Z");

    /** The adapter that speaks to it. */
    AlipayGateway gateway() {
        var settings = new AlipaySettings(
                APP,
                SELLER,
                PlayedServer.base64(applications.getPrivate().getEncoded()),
                PlayedServer.base64(alipays.getPublic().getEncoded()),
                null,
                URI.create(server.address() + "/gateway.do"),
                "127.0.0.1",
                Duration.ofSeconds(3),
                "村路订单");
        var keys = new AlipayKeys(settings);
        var time = new WallTime() {
            @Override
            public Instant now() {
                return now;
            }
        };
        return new AlipayGateway(
                settings,
                new AlipayLine(settings, keys, JsonMapper.createDefault(), time),
                new AlipayNotices(settings, keys),
                time,
                "https://cunlu.example/");
    }

    /** Answers each method that is asked for, when our signature holds. @param contents by method */
    void answers(Map<String, String> contents) {
        server.answers(asked -> {
            Map<String, String> fields = fields(asked);
            String method = fields.getOrDefault("method", "");
            return signedByUs(fields)
                    ? said(method, contents.get(method))
                    : said(
                            method,
                            "{\"code\":\"40002\",\"msg\":\"Invalid Arguments\",\"sub_code\":\"isv.invalid-signature\"}");
        });
    }

    Said said(String method, String content) {
        return json("{\"" + method.replace('.', '_') + "_response\":" + content + ",\"sign\":\""
                + sign(content, alipays) + "\"}");
    }

    static Said json(String body) {
        return new Said(
                200, Map.of("content-type", "application/json;charset=utf-8"), body.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> fields(Asked asked) {
        var fields = new HashMap<String, String>();
        for (String pair : asked.body().split("&")) {
            int cut = pair.indexOf('=');
            fields.put(pair.substring(0, cut), URLDecoder.decode(pair.substring(cut + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Its library leaves sign_type out for notices, and signs it in requests. */
    private boolean signedByUs(Map<String, String> fields) {
        try {
            return AlipaySignature.rsaCheckV2(
                    new HashMap<>(fields),
                    PlayedServer.base64(applications.getPublic().getEncoded()),
                    "utf-8",
                    "RSA2");
        } catch (AlipayApiException e) {
            return false;
        }
    }

    static String sign(String text, KeyPair keys) {
        try {
            return AlipaySignature.rsaSign(
                    text, PlayedServer.base64(keys.getPrivate().getEncoded()), "utf-8", "RSA2");
        } catch (AlipayApiException e) {
            throw new AssertionError(e);
        }
    }

    /** A notice of a paid trade; change what a test is about. */
    Map<String, String> notice(String paymentId, String yuan) {
        var fields = new TreeMap<String, String>();
        fields.put("notify_time", "2026-11-26 10:00:00");
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_id", "ac05099524730693a8b330c5ecf72da9786");
        fields.put("app_id", APP);
        fields.put("charset", "utf-8");
        fields.put("version", "1.0");
        fields.put("sign_type", "RSA2");
        fields.put("trade_no", "2026112622001446881000000001");
        fields.put("out_trade_no", paymentId);
        fields.put("buyer_id", "2088102122524333");
        fields.put("seller_id", SELLER);
        fields.put("trade_status", "TRADE_SUCCESS");
        fields.put("total_amount", yuan);
        fields.put("receipt_amount", yuan);
        fields.put("subject", "村路订单 " + paymentId);
        fields.put("gmt_payment", "2026-11-26 09:59:58");
        fields.put("passback_params", "");
        return fields;
    }

    /** @return the form, signed */
    static byte[] signed(Map<String, String> fields, KeyPair keys) {
        var all = new TreeMap<>(fields);
        String content = all.entrySet().stream()
                .filter(field ->
                        !field.getKey().equals("sign_type") && !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        all.put("sign", sign(content, keys));
        return form(all);
    }

    static byte[] form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        server.close();
    }
}
