package org.cunlu.orders.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** A shop on real tables: fills shelves, and speaks for buyers over HTTP. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Shop {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final EmbeddedServer server;
    private final JsonMapper json;
    private final StandInOffers offers;
    private final Sql sql;
    private final Transactions transactions;
    private final Ids ids;

    Shop(EmbeddedServer server, JsonMapper json, StandInOffers offers, Sql sql, Transactions transactions, Ids ids) {
        this.server = server;
        this.json = json;
        this.offers = offers;
        this.sql = sql;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** @param body null when there was none @param raw as it came */
    public record Answer(int status, JsonNode body, String raw) {
        public Answer is(int expected) {
            assertThat(status).as("%s", raw).isEqualTo(expected);
            return this;
        }

        public Answer is(int expected, String code) {
            is(expected);
            assertThat(text("code")).isEqualTo(code);
            return this;
        }

        public String text(String name) {
            JsonNode value = body.get(name);
            return value == null ? null : value.getStringValue();
        }

        public long number(String name) {
            return body.get(name).getLongValue();
        }

        public JsonNode fact(String name) {
            return body.get("facts").get(name);
        }
    }

    public String buyer() {
        return ids.next();
    }

    /** Puts up an offer of a seller and so many pieces of it at each node. */
    public Offer offer(String seller, long priceFen, Map<String, Long> shelves) {
        String id = ids.next();
        Offer offer = offers.put(StandInOffers.offer(
                id, seller, priceFen, shelves.keySet().stream().sorted().toList()));
        shelves.forEach((node, pieces) -> shelve(offer.sku().code(), node, pieces));
        return offer;
    }

    /** @return the same offer, to be kept cool from now on */
    public Offer chilled(Offer offer) {
        Sku sku = offer.sku();
        return offers.put(new Offer(
                offer.id(),
                new Sku(sku.code(), sku.name(), sku.weightGrams(), sku.volumeCm3(), StorageClass.CHILLED, false),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                1,
                9_999,
                2));
    }

    public void replace(Offer offer) {
        offers.put(offer);
    }

    private void shelve(String sku, String node, long pieces) {
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO log_stock_level (county_code, sku_code, node_code, on_hand, on_hold, allocated,"
                            + " earmarked, floor_qty) VALUES ('500233', ?, ?, ?, 0, 0, 0, 0)",
                    sku,
                    node,
                    pieces);
            sql.change(
                    "INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, on_hand)"
                            + " VALUES ('500233', ?, ?, '', ?)",
                    sku,
                    node,
                    pieces);
            sql.change(
                    "INSERT INTO log_stock_movement (movement_id, county_code, sku_code, node_code, kind, on_hand_delta,"
                            + " on_hold_delta, allocated_delta, earmarked_delta, floor_delta, quantity, cause_kind,"
                            + " cause_id, actor, occurred_at, recorded_at) VALUES (?, '500233', ?, ?, 'RECEIVED', ?, 0, 0,"
                            + " 0, 0, ?, 'TEST', 'test', 'test', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    ids.next(),
                    sku,
                    node,
                    pieces,
                    pieces);
        });
    }

    /** @return pieces on hand and pieces held by orders, of an offer at a node */
    public long[] shelf(Offer offer, String node) {
        return transactions.read(() -> sql.one(
                        "SELECT on_hand, allocated FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> new long[] {row.number("on_hand"), row.number("allocated")},
                        offer.sku().code(),
                        node)
                .orElseThrow());
    }

    public long count(String question, Object... arguments) {
        return transactions.read(
                () -> sql.one("SELECT COUNT(*) AS n FROM " + question, row -> row.number("n"), arguments)
                        .orElseThrow());
    }

    public long sum(String question, Object... arguments) {
        return transactions.read(() ->
                sql.one(question, row -> (long) row.decimal("fen"), arguments).orElseThrow());
    }

    /** @return {@code fen} by {@code name} */
    public Map<String, Long> sums(String question, Object... arguments) {
        var sums = new HashMap<String, Long>();
        transactions.read(() ->
                sql.list(question, row -> sums.put(row.string("name"), (long) row.decimal("fen")), arguments));
        return sums;
    }

    public Answer put(String buyer, Offer offer, int quantity) {
        return send(buyer, "PUT", "/api/shop/cart/lines/" + offer.id(), null, Map.of("quantity", quantity));
    }

    public static Map<String, Object> village(String code) {
        return Map.of("villageCode", code);
    }

    public static Map<String, Object> outside() {
        return Map.of("outside", Map.of("province", "重庆市", "city", "渝中区"));
    }

    public Answer quote(String buyer, Map<String, Object> destination, String payment) {
        return send(buyer, "POST", "/api/shop/quotes", null, Map.of("destination", destination, "payment", payment));
    }

    public Answer place(String buyer, String key, Map<String, Object> destination, String payment, long totalFen) {
        var body = new HashMap<String, Object>();
        body.put("destination", destination);
        body.put("payment", payment);
        body.put("quotedTotalFen", totalFen);
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        return send(buyer, "POST", "/api/shop/order-groups", key, body);
    }

    /** Asks for the price and orders at it. */
    public Answer order(String buyer, String payment, String village) {
        long total = quote(buyer, village(village), payment).is(200).number("totalFen");
        return place(buyer, key(), village(village), payment, total);
    }

    /** One buyer's unpaid group of one offer. @return its id */
    public String unpaid(String buyer, Offer offer, int quantity) {
        put(buyer, offer, quantity).is(200);
        return order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
    }

    /** @return the payment as it was started */
    public Answer startPaying(String buyer, String groupId) {
        return send(
                buyer, "POST", "/api/shop/order-groups/" + groupId + "/payments", key(), Map.of("gateway", "SANDBOX"));
    }

    public Answer wallet(String chargeId, Map<String, Object> how) {
        return send(null, "POST", "/sandbox/charges/" + chargeId + "/pay", null, how);
    }

    public Answer get(String buyer, String path) {
        return send(buyer, "GET", path, null, null);
    }

    public Answer cancel(String buyer, String orderId, String key) {
        return send(buyer, "POST", "/api/shop/orders/" + orderId + "/cancel", key, null);
    }

    public String key() {
        return "key-" + ids.next();
    }

    /** @return ids of the orders of a group */
    public List<String> orderIds(String groupId) {
        return transactions.read(() -> sql.list(
                "SELECT order_id FROM ord_order WHERE group_id = ? ORDER BY order_id",
                row -> row.string("order_id"),
                groupId));
    }

    /** @return lifecycle, payment and fulfilment of an order, with a blank between */
    public String state(String orderId) {
        return transactions.read(() -> sql.one(
                        "SELECT CONCAT(lifecycle, ' ', payment_status, ' ', fulfilment_status) AS state FROM ord_order"
                                + " WHERE order_id = ?",
                        row -> row.string("state"),
                        orderId)
                .orElseThrow());
    }

    /** @param who account with or without roles; a consumer when none is said; null for a visitor */
    public Answer send(String who, String method, String path, String key, Object body) {
        try {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(
                                            body instanceof byte[] raw ? raw : json.writeValueAsBytes(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (who != null) {
                request.header("X-Caller", who.contains(" ") ? who : who + " CONSUMER:SELF:" + who);
            }
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            return answer(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a file as it is. */
    public Answer upload(String who, String path, String mediaType, byte[] file) throws IOException {
        return answer(HttpRequest.newBuilder(server.getURI().resolve(path))
                .POST(BodyPublishers.ofByteArray(file))
                .header("Content-Type", mediaType)
                .header("X-Caller", who + " CONSUMER:SELF:" + who));
    }

    public Answer answer(HttpRequest.Builder request) throws IOException {
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.body().length == 0 ? null : json.readValue(answer.body(), JsonNode.class),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @return what was answered, as it came */
    public String raw(String who, String path) {
        try {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path)).header("X-Caller", who);
            return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public URI uri(String path) {
        return server.getURI().resolve(path);
    }
}
