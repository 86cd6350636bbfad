package org.cunlu.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.accounts.Recipient;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.branding.BrandShop;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.LiveShop;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the cart to the orders, over HTTP, on a real database and with rivals. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final Map<String, Object> TO_HOME = Shop.village(HOME);

    @Inject
    Shop shop;

    @Inject
    Placing placing;

    @Inject
    StandInParcels parcels;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("placing");
    }

    @Inject
    BrandShop brands;

    @Inject
    LiveShop live;

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void quoteSaysPriceFreightAndPromiseOfEachShipment() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        Offer tea = shop.offer("S2", 1_000, Map.of(StandInNetwork.VILLAGE11, 10L));
        shop.put(buyer, rice, 3).is(200);
        shop.put(buyer, tea, 1).is(200);
        var quote = shop.quote(buyer, TO_HOME, "ONLINE").is(200);
        assertThat(quote.body().get("shipments").size()).isEqualTo(2);
        // 1.5 kg over a township and a village ride; half a kilogram over two of each.
        assertThat(quote.number("goodsFen")).isEqualTo(3 * 5_990 + 1_000);
        assertThat(quote.number("freightFen")).isEqualTo(200 + 2 * 30 + 200 + 60);
        assertThat(quote.number("totalFen")).isEqualTo(quote.number("goodsFen") + quote.number("freightFen"));
        var first = quote.body().get("shipments").get(0);
        assertThat(first.get("fromNode").getStringValue()).isEqualTo(HUB);
        assertThat(first.get("legs").size()).isEqualTo(2);
        assertThat(first.get("promisedAt").getStringValue()).isEqualTo("2026-11-23T07:00:00Z");
    }

    @Test
    void ordersAreSplitBySellerAndSourceAndTheCartIsEmptied() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        Offer tea = shop.offer("S2", 1_000, Map.of(StandInNetwork.VILLAGE11, 10L));
        shop.put(buyer, rice, 3).is(200);
        shop.put(buyer, tea, 1).is(200);
        var group = shop.order(buyer, "ONLINE", HOME).is(201);
        assertThat(group.text("status")).isEqualTo("AWAITING_PAYMENT");
        assertThat(group.text("payBy")).isEqualTo("2026-11-23T01:30:00Z");
        assertThat(group.body().get("orders").size()).isEqualTo(2);
        for (String orderId : shop.orderIds(group.text("groupId"))) {
            assertThat(shop.state(orderId)).isEqualTo("OPEN UNPAID RESERVED");
            assertThat(parcels.state(orderId)).isEmpty();
        }
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 3);
        assertThat(shop.get(buyer, "/api/shop/cart").is(200).body().get("lines").size())
                .isZero();
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-placed' AND payload LIKE ?", like(group)))
                .isEqualTo(2);
    }

    @Test
    void cashOrdersAreAllocatedAndTheirParcelsBookedAtOnce() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        shop.put(buyer, rice, 2).is(200);
        var group = shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201);
        assertThat(group.text("status")).isEqualTo("CASH_DUE");
        assertThat(group.text("payBy")).isNull();
        String orderId = shop.orderIds(group.text("groupId")).getFirst();
        assertThat(shop.state(orderId)).isEqualTo("OPEN CASH_DUE ALLOCATED");
        assertThat(parcels.state(orderId)).contains("BOOKED");
        assertThat(shop.count(
                        "standin_parcel WHERE order_id = ? AND cash_due_fen = ?", orderId, group.number("totalFen")))
                .isEqualTo(1);
    }

    @Test
    void oneKeySixteenTimesAtOnceIsOneOrderAndOneAnswer() throws Exception {
        for (String payment : List.of("ONLINE", "CASH_AT_PICKUP")) {
            String buyer = shop.buyer();
            Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
            shop.put(buyer, rice, 2).is(200);
            long total = shop.quote(buyer, TO_HOME, payment).number("totalFen");
            String key = shop.key();
            var answers = Rivals.all(16, rival -> shop.place(buyer, key, TO_HOME, payment, total));
            assertThat(answers).allSatisfy(answer -> answer.is(201));
            assertThat(new HashSet<>(answers.stream().map(Shop.Answer::body).toList()))
                    .hasSize(1);
            assertThat(shop.count("ord_group WHERE account_id = ?", buyer)).isEqualTo(1);
            assertThat(shop.shelf(rice, HUB)).containsExactly(100, 2);
        }
    }

    @Test
    void oneCartInTwoWindowsIsSoldOnce() throws Exception {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        shop.put(buyer, rice, 2).is(200);
        long total = shop.quote(buyer, TO_HOME, "ONLINE").number("totalFen");
        var answers = Rivals.all(8, rival -> shop.place(buyer, shop.key(), TO_HOME, "ONLINE", total));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.is(409, "cart-empty"));
        assertThat(shop.shelf(rice, HUB)).containsExactly(100, 2);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        shop.put(buyer, rice, 2).is(200);
        long total = shop.quote(buyer, TO_HOME, "ONLINE").number("totalFen");
        String key = shop.key();
        shop.place(buyer, key, TO_HOME, "ONLINE", total).is(201);
        shop.place(buyer, key, TO_HOME, "ONLINE", total + 1).is(409, "key-reused");
        shop.put(buyer, rice, 2).is(200);
        shop.place(buyer, key, TO_HOME, "CASH_AT_PICKUP", total).is(409, "key-reused");
        // The cart is full again, and the key is an old one: the old answer, and no second order.
        shop.place(buyer, key, TO_HOME, "ONLINE", total).is(201);
        assertThat(shop.count("ord_group WHERE account_id = ?", buyer)).isEqualTo(1);
    }

    @Test
    void aKeyOfAnotherBuyerIsAnotherKey() {
        String key = shop.key();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        var groups = new HashSet<String>();
        for (String buyer : List.of(shop.buyer(), shop.buyer())) {
            shop.put(buyer, rice, 1).is(200);
            long total = shop.quote(buyer, TO_HOME, "ONLINE").number("totalFen");
            groups.add(shop.place(buyer, key, TO_HOME, "ONLINE", total).is(201).text("groupId"));
        }
        assertThat(groups).hasSize(2);
    }

    @Test
    void keysAreEightToSixtyFourVisibleCharacters() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        shop.put(buyer, rice, 1).is(200);
        long total = shop.quote(buyer, TO_HOME, "ONLINE").number("totalFen");
        shop.place(buyer, null, TO_HOME, "ONLINE", total).is(400, "key-missing");
        shop.place(buyer, "1234567", TO_HOME, "ONLINE", total).is(400);
        shop.place(buyer, "x".repeat(65), TO_HOME, "ONLINE", total).is(400);
        shop.place(buyer, "with blank", TO_HOME, "ONLINE", total).is(400);
        assertThat(shop.count("ord_group WHERE account_id = ?", buyer)).isZero();
        shop.place(buyer, "x".repeat(64), TO_HOME, "ONLINE", total).is(201);
    }

    @Test
    void aChangedTotalIsRefusedWithTheNewOne() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        shop.put(buyer, rice, 1).is(200);
        long total = shop.quote(buyer, TO_HOME, "ONLINE").number("totalFen");
        shop.replace(cheaper(rice, 10));
        var refused = shop.place(buyer, shop.key(), TO_HOME, "ONLINE", total).is(409, "total-changed");
        assertThat(refused.fact("totalFen").getLongValue()).isEqualTo(total - 10);
        assertThat(shop.shelf(rice, HUB)).containsExactly(100, 0);
        shop.place(buyer, shop.key(), TO_HOME, "ONLINE", total - 10).is(201);
    }

    @Test
    void twentyPiecesAndFiftyBuyersSellTwenty() throws Exception {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 20L));
        var buyers = new HashMap<Integer, String>();
        long total = 0;
        for (int i = 0; i < 50; i++) {
            buyers.put(i, shop.buyer());
            shop.put(buyers.get(i), rice, 1).is(200);
            total = shop.quote(buyers.get(i), TO_HOME, "ONLINE").number("totalFen");
        }
        long quoted = total;
        var answers = Rivals.all(50, i -> shop.place(buyers.get(i), shop.key(), TO_HOME, "ONLINE", quoted));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(20);
        assertThat(answers.stream().filter(answer -> answer.status() != 201)).allSatisfy(answer -> {
            answer.is(409, "sold-out");
            assertThat(answer.fact("offerId").getStringValue()).isEqualTo(rice.id());
            assertThat(answer.fact("available").getLongValue()).isZero();
        });
        assertThat(shop.shelf(rice, HUB)).containsExactly(20, 20);
    }

    @Test
    void whenOneNodeRunsOutInBetweenAnotherServes() throws Exception {
        Offer rice = shop.offer("S1", 5_990, Map.of(StandInNetwork.TOWN2, 5L, HUB, 15L));
        var buyers = new HashMap<Integer, String>();
        for (int i = 0; i < 20; i++) {
            buyers.put(i, shop.buyer());
            shop.put(buyers.get(i), rice, 1).is(200);
        }
        // Whoever is served from the hub pays more freight and is told so: he orders again at the new total.
        var answers = Rivals.all(20, i -> {
            for (int attempt = 0; ; attempt++) {
                var answer = shop.order(buyers.get(i), "ONLINE", HOME);
                if (answer.status() == 201 || attempt == 20) {
                    return answer;
                }
            }
        });
        assertThat(answers).allSatisfy(answer -> answer.is(201));
        assertThat(shop.shelf(rice, StandInNetwork.TOWN2)).containsExactly(5, 5);
        assertThat(shop.shelf(rice, HUB)).containsExactly(15, 15);
    }

    @Test
    void aShortSecondLineLeavesNothingOfTheOrder() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        Offer oil = shop.offer("S1", 7_990, Map.of(HUB, 1L));
        shop.put(buyer, rice, 2).is(200);
        shop.put(buyer, oil, 2).is(200);
        var refused = shop.quote(buyer, TO_HOME, "ONLINE").is(409, "sold-out");
        assertThat(refused.fact("offerId").getStringValue()).isEqualTo(oil.id());
        assertThat(refused.fact("available").getLongValue()).isEqualTo(1);
        shop.place(buyer, shop.key(), TO_HOME, "ONLINE", 1).is(409, "sold-out");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        assertThat(shop.get(buyer, "/api/shop/cart").body().get("lines").size()).isEqualTo(2);
    }

    @Test
    void roundTripsAreFewAndDoNotGrowWithTheLines() {
        List<String> two = statements(2);
        List<String> forty = statements(40);
        System.out.println("round trips of placing: " + two.size() + " " + two);
        assertThat(forty).hasSameSizeAs(two);
        // Of a plain order: cart, offers, stock; then the cart's lock, what is written with the stock, the room, and
        // the commit.
        assertThat(two).hasSizeLessThanOrEqualTo(8).last().isEqualTo("COMMIT");
    }

    /** Counted from the cart's lock to the commit; a live slot is read before, in the place of the shelves. */
    @Test
    void eachOptionalRuleAddsOneStatementToTheTransactionThatPlaces() {
        // What is read or made once in a while is so before.
        statements(1);
        List<String> plain = written(statements(1));
        String right = brands.authorized("S1", BrandRight.Unit.PIECES, 10);
        Offer orange = brands.branded(shop.offer("S1", 1_000, Map.of(HUB, 10L)), right);
        String buyer = shop.buyer();
        shop.put(buyer, orange, 1).is(200);
        assertThat(written(placed(buyer)))
                .hasSize(plain.size() + 1)
                .filteredOn(sql -> sql.startsWith("UPDATE cat_brand_authorization"))
                .hasSize(1);
        Offer rice = shop.offer("S1", 1_000, Map.of(HUB, 10L));
        String[] on = live.running(rice, 700, 5, 2);
        String viewer = shop.buyer();
        live.put(viewer, rice, on[1], 1).is(200);
        // The buyer's limit, and the slot.
        assertThat(written(placed(viewer)))
                .hasSize(plain.size() + 2)
                .filteredOn(sql -> sql.startsWith("UPDATE ord_live_buyer") || sql.startsWith("UPDATE log_allotment"))
                .hasSize(2);
        live.act(LiveShop.HOST, on[0], "end").is(200);
    }

    /** @return statements, one by one, of the transaction in which the order is written */
    private static List<String> written(List<String> sent) {
        return sent.stream()
                .dropWhile(sql -> !sql.endsWith("FOR UPDATE"))
                .flatMap(packet -> Stream.of(packet.split(";\n")))
                .toList();
    }

    @Test
    void aReserveBesideTheSaleStockAddsNoStatementAndIsNotSold() {
        List<String> without = statements(2, 0);
        assertThat(statements(2, 9)).isEqualTo(without).noneMatch(sql -> sql.contains("log_reserve"));
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 100, Map.of(HUB, 10L));
        shop.put(buyer, rice, 2).is(200);
        floor(rice, 9);
        shop.quote(buyer, TO_HOME, "ONLINE").is(409, "sold-out");
        shop.place(buyer, shop.key(), TO_HOME, "ONLINE", 1).is(409, "sold-out");
        floor(rice, 0);
    }

    /** As if so many of the pieces on its shelf were a reserve's. */
    private void floor(Offer offer, long pieces) {
        transactions.run(() -> sql.change(
                "UPDATE log_stock_level SET floor_qty = ? WHERE sku_code = ?",
                pieces,
                offer.sku().code()));
    }

    private List<String> statements(int lines) {
        return statements(lines, 0);
    }

    private List<String> statements(int lines, long floor) {
        String buyer = shop.buyer();
        var offers = new ArrayList<Offer>();
        for (int i = 0; i < lines; i++) {
            Offer offer = shop.offer("S1", 100 + i, Map.of(HUB, 10L));
            offers.add(offer);
            shop.put(buyer, offer, 1).is(200);
            floor(offer, floor);
        }
        List<String> sent = placed(buyer);
        offers.forEach(offer -> floor(offer, 0));
        return sent;
    }

    /** @return round trips of ordering what is in his cart */
    private List<String> placed(String buyer) {
        long total = shop.quote(buyer, TO_HOME, "ONLINE").is(200).number("totalFen");
        var order = new PlaceOrder(
                Destination.village(HOME),
                new Recipient("张三丰", "13812345678", null),
                total,
                PaymentChoice.ONLINE,
                null,
                null,
                null,
                null,
                null);
        return StatementCount.during(() -> placing.place(buyer, shop.key(), order)).stream()
                // Data keys and what is in force are read anew once in a while, whoever comes along then; the stand-in
                // of catalog
                // looks a right up by itself.
                .filter(sql -> Stream.of(
                                "ker_data_key",
                                "ord_promotion",
                                "ord_price_list",
                                "ord_source_policy",
                                "ord_subsidy",
                                "left_of_it")
                        .noneMatch(sql::contains))
                .toList();
    }

    private static String like(Shop.Answer group) {
        return "%" + group.text("groupId") + "%";
    }

    private static Offer cheaper(Offer offer, long byFen) {
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
                offer.priceFen() - byFen,
                offer.sourceNodes(),
                true,
                1,
                9_999,
                2);
    }
}
