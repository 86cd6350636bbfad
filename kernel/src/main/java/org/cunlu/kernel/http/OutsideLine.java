package org.cunlu.kernel.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The line to one service outside. A call takes so long and no longer, an answer is so big and no bigger, so many wait at
 * once and no more. Follows no redirect; speaks TLS but to this machine itself.
 */
public final class OutsideLine implements AutoCloseable {
    private static final int CALLS_MAX = 32;

    /** No usable answer: what became of the call is unknown. Its message names no address. */
    public static final class Down extends IOException {
        private static final long serialVersionUID = 1L;

        public Down(String what) {
            super(what);
        }
    }

    /**
     * @param headers by name in lower case
     * @param body as it came
     */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        /** Hides what is in it from logs. */
        @Override
        public String toString() {
            return "Reply[" + status + ", " + body.length + " bytes]";
        }
    }

    private final HttpClient client;
    private final Duration patience;
    private final Semaphore calls = new Semaphore(CALLS_MAX);

    /** @param patience for one call, its body included */
    public OutsideLine(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @return whether it may be spoken to: by TLS, or on this machine itself
     */
    public static boolean safe(URI address) {
        if (address.getHost() == null || address.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme()) && loopback(address.getHost());
    }

    private static boolean loopback(String host) {
        try {
            // Names are not asked for: a name may lead elsewhere tomorrow.
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @param bytesMax of the answer @throws Down when none came in time, or one that is too big */
    public Reply send(HttpRequest request, int bytesMax) throws Down {
        if (!safe(request.uri())) {
            throw new Down("neither TLS nor this machine");
        }
        if (!calls.tryAcquire()) {
            throw new Down("too many calls wait already");
        }
        try {
            HttpResponse<byte[]> answer =
                    within(client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax)));
            var headers = new HashMap<String, String>();
            answer.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            return new Reply(answer.statusCode(), headers, answer.body());
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
