package org.cunlu.accounts.notice;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cunlu.accounts.NoticeGateway;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.time.WallTime;

/**
 * Posts a message as JSON {@code {id, channel, to, kind, text}} with the headers {@code Idempotency-Key} (the message's id),
 * {@code X-Cunlu-Timestamp} (seconds) and {@code X-Cunlu-Signature} (HMAC-SHA-256 in hex over timestamp, a dot, body). An
 * answer 2xx may hold {@code {"reference": …}}. What says that the message itself is wrong is a rejection; what is wrong
 * with the provider, the way there or our configuration is worth another try.
 */
class HttpGateway implements NoticeGateway {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int ANSWER_BYTES_MAX = 16 * 1024;
    /** Wrong key, forbidden, wrong address, wrong method; too slow, conflict with itself, too early, too many. */
    private static final Set<Integer> NOT_THE_MESSAGES_FAULT = Set.of(401, 403, 404, 405, 407, 408, 409, 425, 429);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final SecretKeySpec key;
    private final Duration patience;
    private final JsonMapper json;
    private final WallTime time;

    HttpGateway(URI address, String secret, Duration patience, JsonMapper json, WallTime time) {
        this.address = address;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.patience = patience;
        this.json = json;
        this.time = time;
    }

    @Override
    public Delivery send(String noticeId, To to, Notices.Kind kind, String text) {
        var sent = client.sendAsync(
                request(noticeId, to, kind, text),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            // A request's own time-out ends with the answer's first byte; this one bounds all of it.
            return delivery(sent.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Delivery.Unavailable("no answer in time");
        } catch (ExecutionException e) {
            return new Delivery.Unavailable(e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Delivery.Unavailable("interrupted");
        }
    }

    private Delivery delivery(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted(reference(answer.body()));
        }
        boolean rejected = status >= 400 && status < 500 && !NOT_THE_MESSAGES_FAULT.contains(status);
        return rejected ? new Delivery.Rejected("status " + status) : new Delivery.Unavailable("status " + status);
    }

    private String reference(byte[] body) {
        try {
            JsonNode answer = body.length == 0 ? null : json.readValue(body, JsonNode.class);
            JsonNode reference = answer == null || !answer.isObject() ? null : answer.get("reference");
            return reference == null || !reference.isString() ? "" : reference.getStringValue();
        } catch (IOException e) {
            // The status has said that the message was taken.
            return "";
        }
    }

    private HttpRequest request(String noticeId, To to, Notices.Kind kind, String text) {
        var message = new LinkedHashMap<String, String>();
        message.put("id", noticeId);
        switch (to) {
            case To.Phone phone -> {
                message.put("channel", "SMS");
                message.put("to", phone.number().e164());
            }
            case To.WeChat person -> {
                message.put("channel", "WECHAT");
                message.put("to", person.openid());
            }
        }
        message.put("kind", kind.name());
        message.put("text", text);
        try {
            byte[] body = json.writeValueAsBytes(message);
            String timestamp = String.valueOf(time.now().getEpochSecond());
            return HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", noticeId)
                    .header("X-Cunlu-Timestamp", timestamp)
                    .header("X-Cunlu-Signature", signature(timestamp, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a message cannot be written", e);
        }
    }

    private String signature(String timestamp, byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
