package org.cunlu.accounts.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The line to one provider. A call takes so long and no longer, an answer is so big and no bigger, so many wait at once and
 * no more: a provider that is slow or mad costs us little. Follows no redirect.
 */
final class Line implements AutoCloseable {
    static final int ANSWER_BYTES_MAX = 256 * 1024;
    private static final int CALLS_MAX = 16;

    /** No usable answer. Its message names no address: WeChat's hold secrets. */
    static final class Down extends IOException {
        private static final long serialVersionUID = 1L;

        Down(String what) {
            super(what);
        }
    }

    /** @param body the text, to be read as JSON */
    record Reply(int status, String body) {
        /** @throws Down when it is no JSON object */
        Map<String, Object> json() throws Down {
            // The parser takes an empty list for an empty object.
            if (!body.stripLeading().startsWith("{")) {
                throw new Down("no JSON object in the answer, status " + status);
            }
            try {
                return JSONObjectUtils.parse(body);
            } catch (ParseException e) {
                throw new Down("no JSON object in the answer, status " + status);
            }
        }

        /** Hides tokens from logs. */
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    private final HttpClient client;
    private final Duration patience;
    private final Semaphore calls = new Semaphore(CALLS_MAX);

    Line(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    Reply get(URI address) throws Down {
        return call(HttpRequest.newBuilder(address).GET());
    }

    /** @param basic the Authorization header; null for none */
    Reply post(URI address, Map<String, String> form, @Nullable String basic) throws Down {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query(form)));
        if (basic != null) {
            request.header("Authorization", basic);
        }
        return call(request);
    }

    /** @return {@code name=value&…}, each encoded */
    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply call(HttpRequest.Builder request) throws Down {
        if (!calls.tryAcquire()) {
            throw new Down("too many calls wait already");
        }
        try {
            var sent = client.sendAsync(
                    request.header("Accept", "application/json").build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), ANSWER_BYTES_MAX));
            HttpResponse<String> answer = within(sent);
            return new Reply(answer.statusCode(), answer.body());
        } finally {
            calls.release();
        }
    }

    /** The client's own time-out ends with the headers; this one covers the body too. */
    private <T> T within(CompletableFuture<T> sent) throws Down {
        try {
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new Down("no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new Down("failed: " + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new Down("interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
