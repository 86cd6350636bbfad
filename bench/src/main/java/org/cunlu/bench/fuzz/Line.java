package org.cunlu.bench.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.cunlu.bench.calling.Address;

/**
 * Sends requests as whoever lives at one of the machine's many loopback addresses, changed now and then: all from one would
 * soon be told that they come too often, and nothing else would be tried.
 */
final class Line implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** In the words of the client. */
    private static final String NOTHING_CAME = "received no bytes";

    private static final int REQUESTS_OF_ONE = 60;
    private static final int BODY_MAX = 1 << 20;

    private final Address address;
    private final boolean local;
    private int next;
    private int sent;
    private HttpClient http;

    /** @param number of this line, so that no two begin at the same address */
    Line(Address address, int number) {
        this.address = address;
        this.local = address.host().equals("127.0.0.1") || address.host().equals("localhost");
        this.next = number << 12;
        this.http = open();
    }

    /** @throws IOException when no whole answer came */
    Heard send(Sent request) throws IOException {
        if (++sent % REQUESTS_OF_ONE == 0) {
            http.shutdownNow();
            http = open();
        }
        HttpRequest built = built(request);
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(built, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains(NOTHING_CAME)) {
                throw e;
            }
            // The app closes idle connections, and those on which it refused a body: what was not begun to be answered
            // is said
            // again on a new one, once.
            answer = again(built);
        }
        byte[] body = body(answer);
        return new Heard(answer.statusCode(), answer.headers(), body, (System.nanoTime() - begun) / 1_000_000);
    }

    private HttpResponse<InputStream> again(HttpRequest built) throws IOException {
        http.shutdownNow();
        http = open();
        try {
            return http.send(built, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest built(Sent request) {
        var builder =
                HttpRequest.newBuilder(URI.create(address + request.target())).timeout(PATIENCE);
        request.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.method(
                        request.method(),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    /** A stream of events has no end: that it begins is enough. */
    private static byte[] body(HttpResponse<InputStream> answer) throws IOException {
        boolean stream = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        try (InputStream in = answer.body()) {
            return stream ? new byte[0] : in.readNBytes(BODY_MAX);
        }
    }

    private HttpClient open() {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        if (local) {
            builder.localAddress(loopback(next++));
        }
        return builder.build();
    }

    /** @return 127.1.0.1 and those that follow it */
    private static InetAddress loopback(int number) {
        try {
            byte[] octets = {
                127, (byte) (1 + (number >> 14 & 63)), (byte) (number >> 7 & 127), (byte) (1 + (number & 127))
            };
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
