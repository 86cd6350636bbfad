package org.cunlu.search.offers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers as Elasticsearch would in trouble, which a healthy node cannot be brought to do at will. */
final class FakeElastic implements AutoCloseable {
    private static final String JSON = "application/vnd.elasticsearch+json;compatible-with=9";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    final List<String> asked = new ArrayList<>();

    record Answer(int status, String body, long afterMillis) {
        static Answer error(int status, String type) {
            return new Answer(
                    status,
                    "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"because\",\"root_cause\":[]},\"status\":"
                            + status + "}",
                    0);
        }

        /** @param statuses of the items, by id: {@code a:201} */
        static Answer items(String... statuses) {
            var items = new ArrayList<String>();
            for (String each : statuses) {
                String id = each.substring(0, each.indexOf(':'));
                int status = Integer.parseInt(each.substring(each.indexOf(':') + 1));
                String error = status < 300 ? "" : ",\"error\":{\"type\":\"bad\",\"reason\":\"of " + id + "\"}";
                items.add("{\"index\":{\"_index\":\"i\",\"_id\":\"" + id + "\",\"status\":" + status + error + "}}");
            }
            return new Answer(200, "{\"took\":1,\"errors\":true,\"items\":[" + String.join(",", items) + "]}", 0);
        }
    }

    /** @param answers one after the other; the last one for ever */
    FakeElastic(Answer... answers) throws IOException {
        this.answers.addAll(Arrays.asList(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        synchronized (this) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer = answers.size() > 1 ? answers.poll() : answers.peek();
        }
        try (exchange) {
            closing.await(answer.afterMillis(), TimeUnit.MILLISECONDS);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
            exchange.getResponseHeaders().add("Content-Type", JSON);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
