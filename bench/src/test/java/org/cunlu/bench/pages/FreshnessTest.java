package org.cunlu.bench.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Seller;
import org.junit.jupiter.api.Test;

/** A memory of a known age is seen to be of that age, and one that never learns is no good. */
class FreshnessTest {
    private static final Duration LOOKED = Duration.ofMillis(400);

    @Test
    void whatIsOldForAMomentIsSeenAsThatAndAllIsAsItWasAfterwards() throws IOException {
        try (var shop = new Pages(Duration.ofMillis(170), 3)) {
            var result = Freshness.run(shop.address(), 2, 1, 1, LOOKED);
            // How much of its time a memory had still before it depends on when it was asked last.
            assertThat(result.prices()).hasSize(2).allMatch(millis -> millis <= 399);
            assertThat(result.withdrawn()).hasSize(2).allMatch(millis -> millis <= 399);
            assertThat(Stream.concat(result.prices().stream(), result.withdrawn().stream()))
                    .anyMatch(millis -> millis > 20);
            assertThat(result.unseen()).isZero();
            assertThat(result.statements().median()).isEqualTo(3);
            assertThat(result.load().outcomes()).containsOnlyKeys("done");
            assertThat(result.good()).isTrue();
            assertThat(shop.now()).isEqualTo("250 true");
        }
    }

    @Test
    void whatNeverLearnsOrAsksTooOftenIsNotGood() throws IOException {
        try (var shop = new Pages(Duration.ofDays(1), 3)) {
            var result = Freshness.run(shop.address(), 1, 1, 1, Duration.ofMillis(60));
            // What is put back looks right again to who never saw that it was changed.
            assertThat(result.unseen()).isEqualTo(2);
            assertThat(result.good()).isFalse();
        }
        try (var shop = new Pages(Duration.ZERO, 4)) {
            var result = Freshness.run(shop.address(), 1, 1, 1, Duration.ofMillis(60));
            assertThat(result.unseen()).isZero();
            assertThat(result.good()).isFalse();
        }
    }

    /** One product of the demo's seller, whose page is remembered for so long. */
    private static final class Pages implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Duration believed;
        private final int statements;
        private long priceFen = 250;
        private boolean onSale = true;
        private long sent;
        private Map<String, Object> remembered;
        private long since;

        Pages(Duration believed, int statements) throws IOException {
            this.believed = believed;
            this.statements = statements;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
        }

        Address address() {
            return new Address("127.0.0.1", server.getAddress().getPort());
        }

        synchronized String now() {
            return priceFen + " " + onSale;
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String what = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath();
                byte[] answer = what.equals("GET /prometheus")
                        ? counters()
                        : ObjectMapper.getDefault()
                                .writeValueAsBytes(said(
                                        what,
                                        body.length == 0
                                                ? null
                                                : ObjectMapper.getDefault().readValue(body, JsonNode.class)));
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        }

        private synchronized byte[] counters() {
            return ("# TYPE cunlu_sql_statements_total counter\ncunlu_sql_statements_total " + (double) sent + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        private synchronized Object said(String what, JsonNode body) {
            return switch (what) {
                case "POST /api/auth/sign-in" -> Map.of("accessToken", "token");
                case "GET /api/shop/offers" -> Map.of("items", List.of(offer()));
                case "GET /api/shop/offers/O1" -> offer();
                case "GET /api/shop/products/P1" -> page();
                case "PUT /api/seller/offers/O1/price" -> {
                    priceFen = body.get("priceFen").getLongValue();
                    yield Map.of();
                }
                case "POST /api/county/products/P1/withdraw" -> {
                    onSale = false;
                    yield Map.of();
                }
                case "POST /api/county/products/P1/reinstate" -> {
                    onSale = true;
                    yield Map.of();
                }
                default -> throw new IllegalArgumentException(what);
            };
        }

        private Map<String, Object> page() {
            if (remembered == null || System.nanoTime() - since >= believed.toNanos()) {
                sent += statements;
                since = System.nanoTime();
                remembered = Map.of(
                        "onSale",
                        onSale,
                        "skus",
                        List.of(
                                Map.of("code", "K0"),
                                Map.of(
                                        "code",
                                        "K1",
                                        "offers",
                                        List.of(Map.of("offerId", "O1", "priceFen", priceFen)))));
            }
            return remembered;
        }

        private Map<String, Object> offer() {
            return Map.of(
                    "id",
                    "O1",
                    "productCode",
                    "P1",
                    "sellerCode",
                    Seller.SHOP,
                    "onSale",
                    true,
                    "priceFen",
                    250,
                    "quantityMin",
                    1,
                    "quantityMax",
                    9,
                    "sku",
                    Map.of("name", "忠橙"),
                    "sourceNodes",
                    List.of("N1"));
        }

        @Override
        public void close() throws IOException {
            server.stop(0);
            threads.close();
        }
    }
}
