package org.cunlu.orders.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Programme;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInPromises;
import org.cunlu.orders.standin.StandInSupply;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The cart, and everything that a quote refuses. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartAndQuoteTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final Map<String, Object> TO_HOME = Shop.village(StandInNetwork.VILLAGE21);

    @Inject
    Shop shop;

    @Inject
    CartKeeping carts;

    @Inject
    StandInPromises promises;

    @Inject
    StandInSupply supply;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("cart");
    }

    @AfterEach
    void connected() {
        promises.connectAll();
    }

    @Test
    void puttingSetsTheQuantityAndRemovingForgetsIt() {
        String buyer = shop.buyer();
        Offer rice = rice();
        shop.put(buyer, rice, 3).is(200);
        var cart = shop.put(buyer, rice, 2).is(200);
        assertThat(cart.body().get("lines").size()).isEqualTo(1);
        assertThat(cart.number("goodsFen")).isEqualTo(2 * 5_990);
        shop.send(buyer, "DELETE", line(rice), null, null).is(204);
        shop.send(buyer, "DELETE", line(rice), null, null).is(204);
        assertThat(shop.get(buyer, "/api/shop/cart").body().get("lines").size()).isZero();
        assertThat(shop.get(shop.buyer(), "/api/shop/cart").number("goodsFen")).isZero();
    }

    @Test
    void aQuantityWithinTheOffersBoundsIsTakenAndNoOther() {
        String buyer = shop.buyer();
        Offer rice = rice();
        shop.put(buyer, rice, 1).is(200);
        shop.put(buyer, rice, 9_999).is(200);
        for (int wrong : List.of(0, -1, 10_000, 1_000_000_000)) {
            var refused = shop.put(buyer, rice, wrong).is(400, "quantity-out-of-range");
            assertThat(refused.text("field")).isEqualTo("quantity");
            assertThat(refused.fact("max").getIntValue()).isEqualTo(9_999);
        }
        for (String body : List.of(
                "{\"quantity\":10000000000}",
                "{\"quantity\":1.5}",
                "{\"quantity\":\"x\"}",
                "{\"quantity\":\"1\"}",
                "{}",
                "{")) {
            assertThat(shop.send(buyer, "PUT", line(rice), null, body.getBytes(StandardCharsets.UTF_8))
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(shop.get(buyer, "/api/shop/cart")
                        .body()
                        .get("lines")
                        .get(0)
                        .get("quantity")
                        .getIntValue())
                .isEqualTo(9_999);
    }

    @Test
    void whatIsUnknownOrNotOnSaleIsNotPutIn() {
        String buyer = shop.buyer();
        shop.send(buyer, "PUT", "/api/shop/cart/lines/NOSUCHOFFER01", null, Map.of("quantity", 1))
                .is(404, "offer-unknown");
        Offer rice = rice();
        shop.replace(changed(rice, false, rice.priceFen(), 500));
        shop.put(buyer, rice, 1).is(409, "not-on-sale");
    }

    @Test
    void aHundredLinesAreTheMostAlsoForManyAtOnce() throws Exception {
        String buyer = shop.buyer();
        var offers = new HashMap<Integer, Offer>();
        for (int i = 0; i < 110; i++) {
            offers.put(i, rice());
        }
        var answers = Rivals.all(110, i -> shop.put(buyer, offers.get(i), 1));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(100);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> answer.is(409, "cart-full"));
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", buyer)).isEqualTo(100);
    }

    @Test
    void puttingTakesOneRoundTripWithTheWholeCartForItsAnswerAndItsStockOneMore() {
        Offer rice = rice();
        String buyer = shop.buyer();
        assertThat(StatementCount.during(() -> carts.put(buyer, rice.id(), 1, null)).stream()
                        .filter(sql -> !sql.equals("COMMIT")))
                .hasSize(2);
    }

    @Test
    void anEmptyCartHasNoQuote() {
        shop.quote(shop.buyer(), TO_HOME, "ONLINE").is(409, "cart-empty");
    }

    @Test
    void whatChangedInTheCartSinceIsTold() {
        String buyer = shop.buyer();
        Offer rice = rice();
        shop.put(buyer, rice, 5).is(200);
        shop.replace(new Offer(
                rice.id(),
                rice.sku(),
                rice.productCode(),
                rice.productName(),
                rice.sellerCode(),
                rice.sellerName(),
                null,
                null,
                rice.category(),
                rice.direction(),
                rice.priceFen(),
                rice.sourceNodes(),
                true,
                1,
                4,
                2));
        shop.quote(buyer, TO_HOME, "ONLINE").is(400, "quantity-out-of-range");
        shop.replace(changed(rice, false, rice.priceFen(), 500));
        shop.quote(buyer, TO_HOME, "ONLINE").is(409, "not-on-sale");
    }

    @Test
    void aVillageOutsideTheNetworkAndAClosedStationAreRefused() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(), 1).is(200);
        shop.quote(buyer, Shop.village("110101001001"), "ONLINE").is(400, "village-unknown");
        var closed =
                shop.quote(buyer, Shop.village(StandInNetwork.CLOSED), "ONLINE").is(409, "no-delivery");
        assertThat(closed.fact("reason").getStringValue()).isEqualTo("NODE_NOT_OPEN");
        promises.full();
        var full = shop.quote(buyer, TO_HOME, "ONLINE").is(409, "no-delivery");
        assertThat(full.fact("reason").getStringValue()).isEqualTo("STATION_FULL");
    }

    @Test
    void whatIsKeptCoolIsQuotedOnlyWhereThatIsAServiceOfTheStation() {
        String buyer = shop.buyer();
        shop.put(buyer, shop.chilled(rice()), 1).is(200);
        shop.quote(buyer, TO_HOME, "ONLINE").is(200);
        var warm = shop.quote(buyer, Shop.village(StandInNetwork.CASHLESS), "ONLINE")
                .is(409, "no-delivery");
        assertThat(warm.fact("reason").getStringValue()).isEqualTo("CLASS_NOT_CARRIED");
    }

    @Test
    void aDestinationIsAVillageOrAPlaceOutsideAndNotBothOrNone() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(), 1).is(200);
        shop.quote(buyer, Map.of(), "ONLINE").is(400, "destination-invalid");
        var both = new HashMap<>(TO_HOME);
        both.putAll(Shop.outside());
        shop.quote(buyer, both, "ONLINE").is(400, "destination-invalid");
        shop.quote(buyer, Map.of("outside", Map.of("province", "", "city", "x")), "ONLINE")
                .is(400);
        shop.send(buyer, "POST", "/api/shop/quotes", null, Map.of("payment", "ONLINE"))
                .is(400);
        shop.send(buyer, "POST", "/api/shop/quotes", null, Map.of("destination", TO_HOME, "payment", "GOLD"))
                .is(400);
    }

    @Test
    void cashAtPickupIsForTheCountyOnly() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(), 1).is(200);
        shop.quote(buyer, Shop.outside(), "CASH_AT_PICKUP").is(409, "cash-not-possible");
        shop.quote(buyer, Map.of("villageCode", StandInNetwork.CASHLESS), "CASH_AT_PICKUP")
                .is(409, "cash-not-possible");
        shop.quote(buyer, Shop.outside(), "ONLINE").is(200);
        shop.quote(buyer, TO_HOME, "CASH_AT_PICKUP").is(200);
    }

    @Test
    void aSellerWithoutStockIsSoldOutAndANodeWithoutAWayDeliversNothing() {
        String buyer = shop.buyer();
        Offer empty = shop.offer("S1", 100, Map.of(HUB, 0L));
        shop.put(buyer, empty, 1).is(200);
        var soldOut = shop.quote(buyer, TO_HOME, "ONLINE").is(409, "sold-out");
        assertThat(soldOut.fact("available").getLongValue()).isZero();
        String other = shop.buyer();
        shop.put(other, rice(), 1).is(200);
        promises.cutOff(HUB);
        shop.quote(other, TO_HOME, "ONLINE").is(409, "no-delivery");
    }

    @Test
    void onlySuppliersOfItsProgrammeServeAStation() {
        String buyer = shop.buyer();
        Offer both = shop.offer("S1", 100, Map.of(HUB, 5L, StandInNetwork.TOWN2, 5L));
        shop.put(buyer, both, 1).is(200);
        try {
            for (String supplier : List.of(HUB, StandInNetwork.TOWN2)) {
                supply.only(Programme.CONSUMER_GOODS, supplier);
                var quote = shop.quote(buyer, TO_HOME, "ONLINE").is(200);
                assertThat(quote.body().get("shipments").get(0).get("fromNode").getStringValue())
                        .isEqualTo(supplier);
            }
            supply.only(Programme.CONSUMER_GOODS, StandInNetwork.TOWN1);
            shop.quote(buyer, TO_HOME, "ONLINE").is(409, "not-supplied");
            shop.quote(buyer, Shop.outside(), "ONLINE").is(200);
            supply.anybody();
            supply.only(Programme.FARM_INPUTS, StandInNetwork.TOWN1);
            shop.quote(buyer, TO_HOME, "ONLINE").is(200);
        } finally {
            supply.anybody();
        }
        shop.quote(buyer, TO_HOME, "ONLINE").is(200);
    }

    @Test
    void aQuoteTellsTheDayTheHoursAndWhy() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(), 1).is(200);
        var quote = shop.quote(buyer, TO_HOME, "ONLINE").is(200);
        var arrival = quote.body().get("shipments").get(0).get("arrival");
        assertThat(arrival.get("date").getStringValue()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(arrival.get("from").getStringValue()).startsWith("12:00");
        assertThat(arrival.get("until").getStringValue()).startsWith("18:00");
        assertThat(arrival.get("why").getStringValue()).isEqualTo("按时 · in time");
    }

    @Test
    void oneChilledPieceMakesTheWholeParcelChilled() {
        String buyer = shop.buyer();
        Offer rice = rice();
        Offer milk = shop.chilled(rice());
        shop.put(buyer, rice, 1).is(200);
        promises.warm();
        shop.quote(buyer, TO_HOME, "ONLINE").is(200);
        shop.put(buyer, milk, 1).is(200);
        var refused = shop.quote(buyer, TO_HOME, "ONLINE").is(409, "no-delivery");
        assertThat(refused.fact("reason").getStringValue()).isEqualTo("CLASS_NOT_CARRIED");
        assertThat(refused.raw()).contains("Goods of this kind cannot be kept or carried on the way");
        promises.connectAll();
        shop.quote(buyer, TO_HOME, "ONLINE").is(200);
    }

    @Test
    void stockAtAClosedNodeCannotBeSold() {
        String buyer = shop.buyer();
        shop.put(buyer, shop.offer("S1", 100, Map.of(StandInNetwork.CLOSED, 10L)), 1)
                .is(200);
        shop.quote(buyer, TO_HOME, "ONLINE").is(409, "sold-out");
    }

    @Test
    void sumsThatOverflowAreRefused() {
        String buyer = shop.buyer();
        Offer gold = shop.offer("S1", 100, Map.of(HUB, 10_000L));
        shop.replace(changed(gold, true, Long.MAX_VALUE / 2, 500));
        shop.put(buyer, gold, 2).is(200);
        shop.quote(buyer, TO_HOME, "ONLINE").is(400, "total-too-large");
        shop.replace(changed(gold, true, 100, Long.MAX_VALUE / 1_500));
        shop.put(buyer, gold, 9_999).is(200);
        shop.quote(buyer, TO_HOME, "ONLINE").is(400, "total-too-large");
    }

    @Test
    void anAddressIsNeededOutsideAndAPhoneEverywhere() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(), 1).is(200);
        long total = shop.quote(buyer, Shop.outside(), "ONLINE").number("totalFen");
        var body = new HashMap<String, Object>(Map.of(
                "destination",
                Shop.outside(),
                "payment",
                "ONLINE",
                "quotedTotalFen",
                total,
                "recipient",
                Map.of("name", "张三丰", "phone", "13812345678")));
        shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body).is(400, "address-missing");
        body.put("recipient", Map.of("name", "张三丰", "phone", "12", "address", "人民路 1 号"));
        shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body).is(400, "phone-invalid");
        body.put("recipient", Map.of("name", "", "phone", "13812345678", "address", "人民路 1 号"));
        shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body).is(400);
        body.remove("recipient");
        shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body).is(400);
        assertThat(shop.count("ord_group WHERE account_id = ?", buyer)).isZero();
    }

    private Offer rice() {
        return shop.offer("S1", 5_990, Map.of(HUB, 10L));
    }

    private static String line(Offer offer) {
        return "/api/shop/cart/lines/" + offer.id();
    }

    private static Offer changed(Offer offer, boolean onSale, long priceFen, long weightGrams) {
        return new Offer(
                offer.id(),
                new Sku(offer.sku().code(), offer.sku().name(), weightGrams, 800, StorageClass.DRY, false),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                offer.category(),
                offer.direction(),
                priceFen,
                offer.sourceNodes(),
                onSale,
                1,
                9_999,
                2);
    }
}
