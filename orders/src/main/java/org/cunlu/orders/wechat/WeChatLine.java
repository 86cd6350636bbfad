package org.cunlu.orders.wechat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.http.OutsideLine;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.PaymentGateway.Unavailable;

/** Calls to WeChat Pay: signed by us, and believed only where it signed the answer. */
@Singleton
@Requires(property = WeChatSettings.SWITCH)
class WeChatLine {
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private static final int NONCE_LENGTH = 32;

    private final OutsideLine line;
    private final String address;
    private final WeChatKeys keys;
    private final JsonMapper json;
    private final WallTime time;

    WeChatLine(WeChatSettings settings, WeChatKeys keys, JsonMapper json, WallTime time) {
        this.line = new OutsideLine(settings.patience());
        this.address = settings.address().toString().replaceAll("(?<!/)/+$", "");
        this.keys = keys;
        this.json = json;
        this.time = time;
    }

    /** What it answered. @param code of its refusal, such as {@code ORDER_NOT_EXIST}; empty where it did not refuse */
    record Answer(int status, JsonNode body) {
        boolean good() {
            return status >= 200 && status < 300;
        }

        String code() {
            return good() ? "" : text(body, "code").orElse("");
        }
    }

    Answer get(String target) {
        return call("GET", target, null);
    }

    Answer post(String target, Map<String, Object> body) {
        return call("POST", target, body);
    }

    /** @param address absolute, of the same service: it names where a file lies @return the file; it is not signed */
    byte[] file(String address, int bytesMax) {
        URI file = URI.create(address);
        if (!address.startsWith(this.address + "/")) {
            throw new Unavailable("the file lies elsewhere", null);
        }
        try {
            OutsideLine.Reply reply = line.send(request("GET", target(file), null), bytesMax);
            if (reply.status() != 200) {
                throw new Unavailable("status " + reply.status() + " for a file", null);
            }
            return reply.body();
        } catch (OutsideLine.Down e) {
            throw new Unavailable(e.getMessage(), e);
        }
    }

    private Answer call(String method, String target, @Nullable Map<String, Object> said) {
        try {
            String body = said == null ? null : new String(json.writeValueAsBytes(said), StandardCharsets.UTF_8);
            OutsideLine.Reply reply = line.send(request(method, target, body), ANSWER_BYTES_MAX);
            Optional<String> doubt = keys.doubt(reply.headers(), reply.body(), time.now());
            if (doubt.isPresent()) {
                throw new Unavailable("answer of status " + reply.status() + " not believed: " + doubt.get(), null);
            }
            if (reply.status() == 401 || reply.status() == 429 || reply.status() >= 500) {
                throw new Unavailable("status " + reply.status(), null);
            }
            return new Answer(reply.status(), read(reply.body()));
        } catch (IOException e) {
            throw new Unavailable(e.getMessage(), e);
        }
    }

    JsonNode read(byte[] body) throws IOException {
        JsonNode node = json.readValue(body, Argument.of(JsonNode.class));
        if (node == null || !node.isObject()) {
            throw new IOException("no JSON object");
        }
        return node;
    }

    private HttpRequest request(String method, String target, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(address + target))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "cunlu")
                .header(
                        "Authorization",
                        keys.authorization(method, target, body == null ? "" : body, time.now(), nonce()))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** It takes 32 characters at most, letters and digits. */
    static String nonce() {
        return Unguessable.next().text().replaceAll("[-_]", "0").substring(0, NONCE_LENGTH);
    }

    private static String target(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** @return the text at this place; empty when there is none */
    static Optional<String> text(@Nullable JsonNode node, String... path) {
        return at(node, path).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }

    /** @return the whole number at this place */
    static Optional<Long> number(@Nullable JsonNode node, String... path) {
        return at(node, path).filter(JsonNode::isNumber).map(JsonNode::getLongValue);
    }

    private static Optional<JsonNode> at(@Nullable JsonNode node, String... path) {
        JsonNode here = node;
        for (String name : path) {
            here = here == null || !here.isObject() ? null : here.get(name);
        }
        return Optional.ofNullable(here);
    }

    @PreDestroy
    void close() {
        line.close();
    }
}
