package org.cunlu.bench.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cunlu.bench.calling.Address;

/** A shop with one offer, just enough of the app's API to bench; it can be told to behave wrongly. */
public final class StandInShop implements AutoCloseable {
    private static final int QUANTITY_MAX = 99;
    private static final long PRICE_FEN = 250;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> cart = new HashMap<>();
    private final Map<String, Integer> orders = new HashMap<>();
    private int numbers;
    private int asked;
    private int pieces;
    private int people;
    private long extraFen;

    /** What it does wrong. */
    public enum Fault {
        NONE,
        SELLS_ONE_TOO_MANY,
        KEEPS_WHAT_IS_CANCELLED,
        FAILS_WHEN_SOLD_OUT,
        /** Every third order, as it should. */
        PUTS_OFF,
        /** Every third order, without a word of when to come again. */
        PUTS_OFF_RUDELY
    }

    private final Fault fault;

    public StandInShop(int pieces, Fault fault) throws IOException {
        this.pieces = pieces;
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public Address address() {
        return new Address("127.0.0.1", server.getAddress().getPort());
    }

    public synchronized int sold() {
        return orders.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** From now on everything costs more than buyers were told. */
    public synchronized void raisePrice() {
        extraFen = 1;
    }

    private record Said(int status, Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Said said = said(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body.length == 0 ? null : ObjectMapper.getDefault().readValue(body, JsonNode.class));
            byte[] answer = ObjectMapper.getDefault().writeValueAsBytes(said.body());
            if (said.status() == 503 && fault == Fault.PUTS_OFF) {
                exchange.getResponseHeaders().add("Retry-After", "2");
            }
            exchange.sendResponseHeaders(said.status(), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized Said said(String what, String who, JsonNode body) {
        return switch (what) {
            case "POST /api/auth/sign-in" -> new Said(200, Map.of("accessToken", "operator"));
            case "POST /api/auth/codes" -> new Said(202, Map.of());
            case "GET /api/county/notices" ->
                new Said(200, Map.of("items", List.of(Map.of("kind", "CODE", "text", "【村路】验证码123456，10分钟内有效"))));
            case "POST /api/auth/sign-up" ->
                !"123456".equals(body.get("code").getStringValue())
                        ? new Said(400, Map.of("code", "code-wrong"))
                        : new Said(201, Map.of("accountId", "A" + ++people, "accessToken", "token-" + people));
            case "GET /api/shop/villages" ->
                new Said(200, Map.of("items", List.of(Map.of("code", "V1", "stationCode", "S1"))));
            case "GET /api/shop/offers" -> new Said(200, Map.of("items", List.of(offer())));
            case "PUT /api/shop/cart/lines/O1" -> {
                cart.put(who, body.get("quantity").getIntValue());
                yield new Said(200, Map.of());
            }
            case "DELETE /api/shop/cart/lines/O1" -> {
                cart.remove(who);
                yield new Said(200, Map.of());
            }
            case "POST /api/shop/quotes" -> quote(cart.get(who));
            case "POST /api/shop/order-groups" ->
                place(who, body.get("quotedTotalFen").getLongValue());
            default -> cancel(what);
        };
    }

    private Map<String, Object> offer() {
        return Map.of(
                "id",
                "O1",
                "onSale",
                true,
                "quantityMin",
                1,
                "quantityMax",
                QUANTITY_MAX,
                "sku",
                Map.of("name", "忠橙"),
                "sourceNodes",
                List.of("N1"));
    }

    private Said quote(int quantity) {
        return quantity > pieces
                ? new Said(409, Map.of("code", "sold-out", "facts", Map.of("available", pieces)))
                : new Said(200, Map.of("totalFen", total(quantity)));
    }

    private long total(int quantity) {
        return quantity * PRICE_FEN + extraFen;
    }

    private Said place(String who, long quotedTotalFen) {
        if ((fault == Fault.PUTS_OFF || fault == Fault.PUTS_OFF_RUDELY) && ++asked % 3 == 0) {
            return new Said(503, Map.of("code", "unavailable"));
        }
        int quantity = cart.get(who);
        boolean oneTooMany = fault == Fault.SELLS_ONE_TOO_MANY && pieces == 0 && sold() > 0;
        if (quantity > pieces && !(oneTooMany && orders.putIfAbsent("extra", 0) == null)) {
            return fault == Fault.FAILS_WHEN_SOLD_OUT
                    ? new Said(500, Map.of("code", "internal"))
                    : new Said(409, Map.of("code", "sold-out", "facts", Map.of("available", pieces)));
        }
        if (quotedTotalFen != total(quantity)) {
            return new Said(409, Map.of("code", "total-changed", "facts", Map.of("totalFen", total(quantity))));
        }
        pieces = Math.max(0, pieces - quantity);
        cart.remove(who);
        String orderId = "R" + ++numbers;
        orders.put(orderId, quantity);
        return new Said(201, Map.of("groupId", "G" + orderId, "orders", List.of(Map.of("orderId", orderId))));
    }

    private Said cancel(String what) {
        String orderId = what.replaceAll("^POST /api/shop/orders/(.*)/cancel$", "$1");
        Integer quantity = orders.remove(orderId);
        if (quantity == null) {
            return new Said(404, Map.of("code", "not-found"));
        }
        pieces += fault == Fault.KEEPS_WHAT_IS_CANCELLED ? 0 : quantity;
        return new Said(200, Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
