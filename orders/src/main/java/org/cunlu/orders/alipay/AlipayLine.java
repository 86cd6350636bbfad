package org.cunlu.orders.alipay;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.http.OutsideLine;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.PaymentGateway.Unavailable;

/** Calls to Alipay's gateway: signed by us, and believed only where it signed the answer. */
@Singleton
@Requires(property = AlipaySettings.SWITCH)
class AlipayLine {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final OutsideLine line;
    private final AlipaySettings settings;
    private final AlipayKeys keys;
    private final JsonMapper json;
    private final WallTime time;

    AlipayLine(AlipaySettings settings, AlipayKeys keys, JsonMapper json, WallTime time) {
        this.line = new OutsideLine(settings.patience());
        this.settings = settings;
        this.keys = keys;
        this.json = json;
        this.time = time;
    }

    /** What it answered. @param body the signed part of it */
    record Answer(JsonNode body) {
        boolean good() {
            return text("code").orElse("").equals("10000");
        }

        /** @return why it refused, such as {@code ACQ.TRADE_NOT_EXIST} */
        String refusal() {
            return text("sub_code").or(() -> text("code")).orElse("");
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(body.get(name))
                    .filter(JsonNode::isString)
                    .map(JsonNode::getStringValue);
        }
    }

    /** @param notifyUrl null where nothing is told of what is asked */
    Answer call(String method, Map<String, Object> content, @Nullable String notifyUrl) {
        try {
            var fields = new TreeMap<String, String>();
            fields.put("app_id", settings.appId());
            fields.put("method", method);
            fields.put("format", "JSON");
            fields.put("charset", "utf-8");
            fields.put("sign_type", "RSA2");
            fields.put("timestamp", CountyTime.at(time.now()).format(TIME));
            fields.put("version", "1.0");
            fields.put("biz_content", new String(json.writeValueAsBytes(content), StandardCharsets.UTF_8));
            if (notifyUrl != null) {
                fields.put("notify_url", notifyUrl);
            }
            fields.put("sign", keys.sign(fields));
            OutsideLine.Reply reply = line.send(
                    HttpRequest.newBuilder(settings.address())
                            .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                            .build(),
                    ANSWER_BYTES_MAX);
            if (reply.status() != 200) {
                throw new Unavailable("status " + reply.status(), null);
            }
            return answer(method.replace('.', '_') + "_response", reply.body());
        } catch (IOException e) {
            throw new Unavailable(e.getMessage(), e);
        }
    }

    private Answer answer(String member, byte[] body) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode whole = json.readValue(body, Argument.of(JsonNode.class));
        if (whole == null
                || !whole.isObject()
                || whole.get("sign") == null
                || !whole.get("sign").isString()) {
            throw new IOException("no signed answer");
        }
        String signed = SignedJson.member(text, member).orElseThrow(() -> new IOException("no answer of this method"));
        if (!keys.alipays(signed, whole.get("sign").getStringValue())) {
            throw new IOException("answer not believed: signature wrong");
        }
        var answer = new Answer(json.readValue(signed.getBytes(StandardCharsets.UTF_8), Argument.of(JsonNode.class)));
        if (unknown(answer)) {
            throw new Unavailable("answer " + answer.refusal(), null);
        }
        return answer;
    }

    /** Its own trouble, or ours with it: nothing is refused by that. */
    private static boolean unknown(Answer answer) {
        String code = answer.text("code").orElse("");
        String refusal = answer.refusal().toUpperCase(Locale.ROOT);
        return !code.equals("10000") && !code.equals("40004")
                || refusal.endsWith("SYSTEM_ERROR")
                || refusal.endsWith("UNKNOW-ERROR");
    }

    /** @param address as a signed answer named it @return the file; it is not signed */
    byte[] file(String address, int bytesMax) {
        URI file = URI.create(address);
        String host = file.getHost() == null ? "" : file.getHost();
        if (!host.endsWith(settings.billHost())) {
            throw new Unavailable("the file lies elsewhere", null);
        }
        try {
            OutsideLine.Reply reply =
                    line.send(HttpRequest.newBuilder(file).GET().build(), bytesMax);
            if (reply.status() != 200) {
                throw new Unavailable("status " + reply.status() + " for a file", null);
            }
            return reply.body();
        } catch (OutsideLine.Down e) {
            throw new Unavailable(e.getMessage(), e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @PreDestroy
    void close() {
        line.close();
    }
}
