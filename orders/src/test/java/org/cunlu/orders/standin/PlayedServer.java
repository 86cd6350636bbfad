package org.cunlu.orders.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service outside, played on this machine: answers with what the test says, and keeps what it was asked. */
public final class PlayedServer implements AutoCloseable {
    /** What came. @param headers the first of each name, in lower case */
    public record Asked(String method, String target, Map<String, String> headers, String body) {}

    /** What is answered. */
    public record Said(int status, Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final List<Asked> asked = new ArrayList<>();
    private volatile Function<Asked, Said> answer;

    public PlayedServer(Function<Asked, Said> answer) {
        try {
            this.answer = answer;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void answers(Function<Asked, Said> how) {
        answer = how;
    }

    public synchronized Asked last() {
        return asked.getLast();
    }

    public synchronized int count() {
        return asked.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var one = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            synchronized (this) {
                asked.add(one);
            }
            Said said = answer.apply(one);
            said.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(said.status(), said.body().length == 0 ? -1 : said.body().length);
            exchange.getResponseBody().write(said.body());
        }
    }

    /** A pair of its own for each test. */
    public static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public static String base64(byte[] encoded) {
        return Base64.getEncoder().encodeToString(encoded);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
