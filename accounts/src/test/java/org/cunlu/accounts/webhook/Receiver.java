package org.cunlu.accounts.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An outside system that writes down what it is told, and answers as a test wants. */
final class Receiver implements AutoCloseable {
    /** @param path where it was told */
    record Call(String path, String id, long seconds, String signatures, String body) {
        /** @return whether somebody who has this secret would believe it */
        boolean signedBy(String secret) {
            String expected = Signing.signatures(List.of(secret), id, seconds, body.getBytes(StandardCharsets.UTF_8));
            return List.of(signatures.split(" ")).contains(expected);
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    volatile boolean dribbling;
    private final HttpServer server;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::told);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Call> at(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private void told(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().add("Location", url("/elsewhere"));
                exchange.sendResponseHeaders(307, -1);
                return;
            }
            if (dribbling) {
                // Never comes to its status: the first byte of it would be the end of waiting.
                Thread.sleep(10_000);
            }
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(new byte[64 * 1024]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
