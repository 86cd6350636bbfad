package org.cunlu.orders.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Carts;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Carts of those who are not signed in, how they become an account's, and what a cart tells of what changed. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitorCartTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String CART = "/api/shop/visitor-cart";
    private static final String MERGED = "/api/shop/cart/merged";
    private static final int PER_DAY = 40;

    @Inject
    Shop shop;

    @Inject
    VisitorCarts visitors;

    @Inject
    Carts carts;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("visitor-cart"));
        properties.put("cunlu.orders.visitor-carts-per-day", String.valueOf(PER_DAY));
        return properties;
    }

    @Test
    void aVisitorKeepsACartByItsTokenAloneAndNobodyElseSeesIt() {
        String token = token();
        Offer rice = offer(5_990, 10);
        visitor("PUT", line(rice), token, Map.of("quantity", 2)).is(200);
        assertThat(visitor("GET", CART, token, null).is(200).number("goodsFen")).isEqualTo(11_980);
        assertThat(visitor("GET", CART, token(), null).is(200).number("goodsFen"))
                .isZero();
        visitor("GET", CART, Unguessable.next().text(), null).is(404, "not-found");
        visitor("GET", CART, "x".repeat(43) + "!", null).is(404, "not-found");
        visitor("GET", CART, null, null).is(404, "not-found");
        visitor("DELETE", line(rice), token, null).is(204);
        assertThat(lines(visitor("GET", CART, token, null).is(200).body())).isEmpty();
    }

    @Test
    void aVisitorsCartTakesWhatAnAccountsTakesAndNoMore() {
        String token = token();
        Offer rice = offer(100, 10);
        for (Object wrong : List.of(0, -1, 10_000, 1.5, 10_000_000_000L)) {
            visitor("PUT", line(rice), token, Map.of("quantity", wrong)).is(400, "quantity-out-of-range");
        }
        visitor("PUT", CART + "/lines/NOSUCHOFFER01", token, Map.of("quantity", 1))
                .is(404, "offer-unknown");
        for (int i = 0; i < CartKeeping.LINES_MAX; i++) {
            visitors.put(token, offer(100, 1).id(), 1);
        }
        visitor("PUT", line(rice), token, Map.of("quantity", 1)).is(409, "cart-full");
    }

    @Test
    void signingInMergesByQuantitiesAsFarAsTheSellerLetsOneOrderHave() {
        String buyer = shop.buyer();
        String token = token();
        Offer both = offer(100, 50);
        Offer bounded = bounded(offer(200, 50), 7, 2);
        Offer only = offer(300, 50);
        shop.put(buyer, both, 2).is(200);
        shop.put(buyer, bounded, 4).is(200);
        visitor("PUT", line(both), token, Map.of("quantity", 3)).is(200);
        visitor("PUT", line(bounded), token, Map.of("quantity", 4)).is(200);
        visitor("PUT", line(only), token, Map.of("quantity", 1)).is(200);
        var merged = merge(buyer, token).is(200);
        assertThat(quantities(merged.body().get("cart")))
                .isEqualTo(Map.of(both.id(), 5, bounded.id(), 6, only.id(), 1));
        JsonNode left = merged.body().get("leftOut");
        assertThat(left.size()).isEqualTo(1);
        assertThat(left.get(0).get("offerId").getStringValue()).isEqualTo(bounded.id());
        assertThat(left.get(0).get("wanted").getIntValue()).isEqualTo(8);
        assertThat(left.get(0).get("why").getStringValue()).isEqualTo("CUT_TO_MAX");
    }

    @Test
    void aVisitorsCartIsMergedOnceHoweverManyAskAndIsGoneForHim() throws Exception {
        String buyer = shop.buyer();
        String token = token();
        Offer rice = offer(100, 50);
        shop.put(buyer, rice, 1).is(200);
        visitor("PUT", line(rice), token, Map.of("quantity", 2)).is(200);
        for (var answer : Rivals.all(12, _ -> merge(buyer, token))) {
            assertThat(quantities(answer.is(200).body().get("cart"))).isEqualTo(Map.of(rice.id(), 3));
        }
        visitor("GET", CART, token, null).is(404);
        visitor("PUT", line(rice), token, Map.of("quantity", 2)).is(404);
        merge(shop.buyer(), token).is(404);
        merge(buyer, token).is(200);
        transactions.run(() -> carts.handOver(buyer, "B".repeat(13)));
        merge(buyer, token).is(404);
        merge("B".repeat(13), token).is(200);
        transactions.run(() -> carts.forget("B".repeat(13)));
        assertThat(shop.count("ord_visitor_cart WHERE merged_into = ?", "B".repeat(13)))
                .isZero();
    }

    @Test
    void ofTwoWhoSignInWithOneTokenOneHasTheCart() throws Exception {
        String token = token();
        Offer rice = offer(100, 50);
        visitor("PUT", line(rice), token, Map.of("quantity", 2)).is(200);
        var buyers = List.of(shop.buyer(), shop.buyer());
        var answers = Rivals.all(2, i -> merge(buyers.get(i), token));
        assertThat(answers.stream().map(Shop.Answer::status)).containsExactlyInAnyOrder(200, 404);
        assertThat(shop.count("ord_cart_line WHERE account_id IN (?, ?)", buyers.toArray()))
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIntoAFullCartIsTold() {
        String buyer = shop.buyer();
        String token = token();
        Offer there = offer(100, 50);
        shop.put(buyer, there, 1).is(200);
        transactions.run(() -> {
            for (int i = 1; i < CartKeeping.LINES_MAX; i++) {
                sql.change(
                        "INSERT INTO ord_cart_line (account_id, offer_id, quantity, added_at)"
                                + " VALUES (?, ?, 1, UTC_TIMESTAMP(3))",
                        buyer,
                        "GONE" + i);
            }
        });
        Offer more = offer(100, 50);
        visitor("PUT", line(there), token, Map.of("quantity", 1)).is(200);
        visitor("PUT", line(more), token, Map.of("quantity", 1)).is(200);
        var merged = merge(buyer, token).is(200);
        assertThat(quantities(merged.body().get("cart")))
                .containsEntry(there.id(), 2)
                .doesNotContainKey(more.id());
        assertThat(merged.body().get("leftOut").get(0).get("why").getStringValue())
                .isEqualTo("CART_FULL");
    }

    @Test
    void aCartThatNobodyUsedForItsWholeLifeIsGoneAndSweptAway() {
        String token = token();
        Offer rice = offer(100, 50);
        visitor("PUT", line(rice), token, Map.of("quantity", 2)).is(200);
        byte[] hash = new Unguessable(token).hash();
        String cartId = transactions.read(() -> sql.one(
                        "SELECT cart_id FROM ord_visitor_cart WHERE token_hash = ?",
                        row -> row.string("cart_id"),
                        (Object) hash)
                .orElseThrow());
        transactions.run(() -> sql.change(
                "UPDATE ord_visitor_cart SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE cart_id = ?",
                cartId));
        visitor("GET", CART, token, null).is(404);
        merge(shop.buyer(), token).is(404);
        visitors.sweep(100);
        assertThat(shop.count("ord_visitor_cart WHERE cart_id = ?", cartId)).isZero();
        assertThat(shop.count("ord_visitor_line WHERE cart_id = ?", cartId)).isZero();
    }

    @Test
    void oneAddressBeginsSoManyCartsADayAndNoMore() {
        var answers = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            answers.add(begin("10.9.9.9"));
        }
        for (int i = 3; i <= PER_DAY + 2; i++) {
            answers.add(begin("10.9.9.9"));
        }
        assertThat(answers.subList(0, PER_DAY)).containsOnly(201);
        assertThat(answers.getLast()).isEqualTo(429);
        assertThat(begin("10.9.9.8")).isEqualTo(201);
    }

    @Test
    void aLineTellsThatItsPriceRoseOrFellThatItIsOffSaleAndThatItIsShort() {
        String buyer = shop.buyer();
        Offer rises = offer(100, 50);
        Offer falls = offer(100, 50);
        Offer ends = offer(100, 50);
        Offer few = offer(100, 4);
        Offer same = offer(100, 5);
        for (Offer offer : List.of(rises, falls, ends, few, same)) {
            shop.put(buyer, offer, 5).is(200);
        }
        shop.replace(priced(rises, 101, true));
        shop.replace(priced(falls, 99, true));
        shop.replace(priced(ends, 100, false));
        JsonNode cart = shop.get(buyer, "/api/shop/cart").is(200).body();
        assertThat(changes(cart, rises)).containsExactly("PRICE_RISEN");
        assertThat(changes(cart, falls)).containsExactly("PRICE_FALLEN");
        assertThat(changes(cart, ends)).containsExactly("OFF_SALE");
        assertThat(changes(cart, few)).containsExactly("SHORT");
        assertThat(lineOf(cart, few).get("available").getLongValue()).isEqualTo(4);
        assertThat(changes(cart, same)).isEmpty();
        assertThat(lineOf(cart, rises).get("priceSeenFen").getLongValue()).isEqualTo(100);
        assertThat(changes(shop.put(buyer, rises, 5).is(200).body(), rises)).isEmpty();
    }

    private int begin(String address) {
        try {
            return visitors.begin(address) == null ? 0 : 201;
        } catch (ProblemException e) {
            assertThat(e.code()).isEqualTo("too-many-carts");
            return 429;
        }
    }

    private String token() {
        return visitors.begin("test-" + shop.buyer()).token();
    }

    private Offer offer(long fen, long pieces) {
        return shop.offer("S1", fen, Map.of(HUB, pieces));
    }

    private static String line(Offer offer) {
        return CART + "/lines/" + offer.id();
    }

    private Shop.Answer merge(String buyer, String token) {
        return send(buyer, "POST", MERGED, token, null);
    }

    private Shop.Answer visitor(String method, String path, String token, Map<String, Object> body) {
        return send(null, method, path, token, body);
    }

    private Shop.Answer send(String who, String method, String path, String token, Map<String, Object> body) {
        try {
            var request = HttpRequest.newBuilder(shop.uri(path))
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString("{\"quantity\":" + body.get("quantity") + "}"))
                    .header("Content-Type", "application/json");
            if (token != null) {
                request.header("Visitor-Cart", token);
            }
            if (who != null) {
                request.header("X-Caller", who + " CONSUMER:SELF:" + who);
            }
            return shop.answer(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> lines(JsonNode cart) {
        return StreamSupport.stream(cart.get("lines").values().spliterator(), false)
                .toList();
    }

    private static JsonNode lineOf(JsonNode cart, Offer offer) {
        return lines(cart).stream()
                .filter(line -> line.get("offerId").getStringValue().equals(offer.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> changes(JsonNode cart, Offer offer) {
        JsonNode changes = lineOf(cart, offer).get("changes");
        return changes == null
                ? List.of()
                : StreamSupport.stream(changes.values().spliterator(), false)
                        .map(JsonNode::getStringValue)
                        .toList();
    }

    private static Map<String, Integer> quantities(JsonNode cart) {
        var quantities = new HashMap<String, Integer>();
        lines(cart)
                .forEach(line -> quantities.put(
                        line.get("offerId").getStringValue(),
                        line.get("quantity").getIntValue()));
        return quantities;
    }

    private Offer bounded(Offer offer, int max, int step) {
        Offer bounded = new Offer(
                offer.id(),
                offer.sku(),
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
                step,
                max - max % step,
                2,
                step,
                offer.measure(),
                offer.delivery(),
                offer.brandRight());
        shop.replace(bounded);
        return bounded;
    }

    private static Offer priced(Offer offer, long fen, boolean onSale) {
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                offer.category(),
                offer.direction(),
                fen,
                offer.sourceNodes(),
                onSale,
                1,
                9_999,
                2);
    }
}
