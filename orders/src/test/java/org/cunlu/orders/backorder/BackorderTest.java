package org.cunlu.orders.backorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no shelf holds is ordered of what is on its way: real purchase orders and transfers, over the doors of all who act. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackorderTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN = StandInNetwork.TOWN2;
    private static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    private static final String WORKER = "worker WAREHOUSE_WORKER:NODE:500233";
    private static final String TOWN_WORKER = "towner WAREHOUSE_WORKER:NODE:" + TOWN;
    private static final String DISPATCHER = "boss DISPATCHER:SUBTREE:500233";
    private static final Map<String, Object> HOME = Shop.village(StandInNetwork.VILLAGE21);
    private static final long PRICE = 5_990;

    @Inject
    Shop shop;

    @Inject
    News news;

    @Inject
    StandInParcels parcels;

    @Inject
    ExpectedSupply expected;

    @Inject
    ExpectedGoods goods;

    @Inject
    ExpiryByHand expiry;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("backorder");
    }

    @BeforeAll
    void theCountyLetsBuyersWait() {
        policy("IF_NEEDED", "EXPECTED");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void untilACountySetsItWhatIsSoldOutIsSoldOut() {
        policy("IF_NEEDED", "NEVER");
        Offer rice = soldOut(10, day(3));
        String buyer = buyer(rice, 2);
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        // Who does not say changes nothing.
        policy("IF_NEEDED", "EXPECTED");
        shop.send(OPERATOR, "PUT", "/api/county/source-policies/CONSUMER_GOODS", null, body("IF_NEEDED", null))
                .is(200);
        shop.quote(buyer, HOME, "ONLINE").is(200);
        shop.quote(buyer, HOME, "CASH_AT_PICKUP").is(409, "sold-out");
    }

    @Test
    void theBuyerIsToldAndAskedAndHisPromiseIsReckonedFromTheDayAfter() {
        Offer rice = soldOut(10, day(3));
        String buyer = buyer(rice, 2);
        JsonNode shipment = shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(shipment.get("expectedOn").getStringValue()).isEqualTo(day(3).toString());
        assertThat(shipment.get("arrival").get("why").getStringValue())
                .startsWith("预订，货预计 " + day(3) + " 到 · Backorder, goods expected from " + day(3));
        assertThat(shipment.get("arrival").get("date").getStringValue()).isEqualTo(day(4).toString());
        long total = 2 * PRICE + 230;
        assertThat(shop.place(buyer, shop.key(), HOME, "ONLINE", total)
                        .is(409, "backorder-not-confirmed")
                        .fact("expectedOn")
                        .getStringValue())
                .isEqualTo(day(3).toString());
        String order = place(buyer);
        assertThat(shop.state(order)).isEqualTo("OPEN UNPAID EXPECTED");
        assertThat(free(rice)).isEqualTo(8);
        assertThat(shop.shelf(rice, HUB)).containsExactly(0, 0);
        JsonNode view = shop.get(buyer, "/api/shop/orders/" + order).is(200).body();
        assertThat(view.get("arrival").get("why").getStringValue()).startsWith("预订");
    }

    @Test
    void onReceiptItIsItsBuyersBeforeAnybodySeesItAndThenGoesItsWay() {
        Offer rice = soldOut(10, day(3));
        String purchase = lastPurchase();
        String buyer = buyer(rice, 4);
        String order = place(buyer);
        pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
        assertThat(parcels.state(order)).isEmpty();
        came(WORKER, purchase, 3, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(3, 3);
        assertThat(news.hear(ExpectedCame.TOPIC, order)).isZero();
        shop.quote(buyer(rice, 1), HOME, "ONLINE").is(200);
        came(WORKER, purchase, 7, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 4);
        assertThat(audit.violations()).isEmpty();
        assertThat(news.hear(ExpectedCame.TOPIC, order)).isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        parcels.pack(order);
        assertThat(shop.shelf(rice, HUB)).containsExactly(6, 0);
    }

    @Test
    void whatCameBeforeItWasPaidWaitsForItsMoneyLikeAnythingElse() {
        Offer rice = soldOut(2, day(1));
        String purchase = lastPurchase();
        String buyer = buyer(rice, 2);
        String order = place(buyer);
        came(WORKER, purchase, 2, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(2, 2);
        // Paid before the news is heard, and after.
        pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
        assertThat(audit.violations()).isEmpty();
        news.hear(ExpectedCame.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");

        Offer tea = soldOut(2, day(1));
        purchase = lastPurchase();
        buyer = buyer(tea, 2);
        order = place(buyer);
        came(WORKER, purchase, 2, 0).is(200);
        news.hear(ExpectedCame.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN UNPAID RESERVED");
        pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
    }

    @Test
    void neverMoreIsPromisedThanIsExpected() throws Exception {
        Offer rice = soldOut(20, day(3));
        var buyers = IntStream.range(0, 50).mapToObj(_ -> buyer(rice, 1)).toList();
        long total = shop.quote(buyers.getFirst(), HOME, "ONLINE").is(200).number("totalFen");
        var answers = Rivals.all(50, i -> place(buyers.get(i), total));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(20);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.is(409, "sold-out"));
        assertThat(free(rice)).isZero();
        assertThat(shop.sum(
                        "SELECT SUM(promised) AS fen FROM log_expected WHERE sku_code = ?",
                        rice.sku().code()))
                .isEqualTo(20);
    }

    @Test
    void buyersAndReceiptsAtOnceLoseNothing() throws Exception {
        Offer rice = soldOut(20, day(3));
        String purchase = lastPurchase();
        var buyers = IntStream.range(0, 30).mapToObj(_ -> buyer(rice, 1)).toList();
        long total = shop.quote(buyers.getFirst(), HOME, "ONLINE").is(200).number("totalFen");
        var answers = Rivals.all(40, i -> i < 30 ? place(buyers.get(i), total) : came(WORKER, purchase, 2, 0));
        assertThat(answers.subList(30, 40)).allSatisfy(answer -> answer.is(200));
        long placed = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(shop.shelf(rice, HUB)[0]).isEqualTo(20);
        assertThat(shop.shelf(rice, HUB)[1]).isEqualTo(placed);
        assertThat(placed).isLessThanOrEqualTo(20);
    }

    @Test
    void ofTooFewTheyGoToWhoPaidAndThenToWhoWasFirst() {
        Offer rice = soldOut(3, day(3));
        String purchase = lastPurchase();
        String first = place(buyer(rice, 1));
        String paying = buyer(rice, 1);
        String second = place(paying);
        String third = place(buyer(rice, 1));
        pay(paying, second);
        came(WORKER, purchase, 2, 1).is(200);
        assertThat(news.hear(ExpectedCame.TOPIC, second)).isEqualTo(1);
        assertThat(news.hear(ExpectedCame.TOPIC, first)).isEqualTo(1);
        assertThat(news.hear(ExpectedGone.TOPIC, third)).isEqualTo(1);
        assertThat(shop.state(second)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.state(first)).isEqualTo("OPEN UNPAID RESERVED");
        assertThat(shop.state(third)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.shelf(rice, HUB)[1]).isEqualTo(2);
    }

    @Test
    void whatDoesNotComeIsToldAndRefundedInFullAndWhatCameOfItIsFreeAgain() {
        Offer rice = soldOut(5, day(3));
        String purchase = lastPurchase();
        String buyer = buyer(rice, 4);
        long total = shop.quote(buyer, HOME, "ONLINE").is(200).number("totalFen");
        String order = place(buyer);
        pay(buyer, order);
        came(WORKER, purchase, 3, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(3, 3);
        shop.send(OPERATOR, "POST", "/api/county/purchases/" + purchase + "/closure", shop.key(), Map.of())
                .is(200);
        assertThat(audit.violations()).isEmpty();
        assertThat(news.hear(ExpectedGone.TOPIC, order)).isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(total);
        assertThat(shop.shelf(rice, HUB)).containsExactly(3, 0);
    }

    @Test
    void nobodyWaitsLongerThanHisPatience() {
        Offer rice = soldOut(5, day(3));
        String buyer = buyer(rice, 2);
        String order = place(buyer);
        pay(buyer, order);
        sqlChange("UPDATE log_expected_hold SET give_up_on = '" + day(0) + "' WHERE order_id = '" + order + "'");
        assertThat(giveUp()).isZero();
        sqlChange("UPDATE log_expected_hold SET give_up_on = '" + day(-1) + "' WHERE order_id = '" + order + "'");
        assertThat(giveUp()).isEqualTo(1);
        assertThat(giveUp()).isZero();
        assertThat(free(rice)).isEqualTo(5);
        news.hear(ExpectedGone.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
    }

    @Test
    void whoCancelsOrDoesNotPayMakesRoomForOthersAndMoneyThatComesTooLateGoesBack() {
        Offer rice = soldOut(2, day(3));
        String buyer = buyer(rice, 2);
        String order = place(buyer);
        pay(buyer, order);
        shop.quote(buyer(rice, 1), HOME, "ONLINE").is(409, "sold-out");
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(free(rice)).isEqualTo(2);

        String slow = buyer(rice, 2);
        String late = place(slow);
        String charge = shop.startPaying(slow, group(late)).is(201).text("chargeId");
        sqlChange("UPDATE ord_group SET pay_by = placed_at WHERE group_id = '" + group(late) + "'");
        assertThat(expiry.run()).isGreaterThanOrEqualTo(1);
        assertThat(free(rice)).isEqualTo(2);
        shop.wallet(charge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(late)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK"));
    }

    @Test
    void whatIsInTransitIsExpectedToo() {
        Offer rice = shop.offer("S1", PRICE, Map.of(TOWN, 0L));
        Offer atHub = new Offer(
                rice.id(),
                rice.sku(),
                rice.productCode(),
                rice.productName(),
                "S1",
                "S1",
                null,
                null,
                rice.category(),
                rice.direction(),
                PRICE,
                List.of(HUB),
                true,
                1,
                9_999,
                2);
        shop.replace(atHub);
        String purchase = purchase(rice, 6, day(1));
        came(WORKER, purchase, 6, 0).is(200);
        String transfer = shop.send(
                        WORKER,
                        "POST",
                        "/api/station/transfers",
                        shop.key(),
                        Map.of(
                                "fromNode",
                                HUB,
                                "toNode",
                                TOWN,
                                "lines",
                                List.of(Map.of("skuCode", rice.sku().code(), "pieces", 6))))
                .is(201)
                .text("transferId");
        shop.replace(rice);
        String buyer = buyer(rice, 4);
        JsonNode shipment = shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(shipment.get("fromNode").getStringValue()).isEqualTo(TOWN);
        String order = place(buyer);
        pay(buyer, order);
        shop.send(
                        TOWN_WORKER,
                        "POST",
                        "/api/station/transfers/" + transfer + "/receipts",
                        shop.key(),
                        Map.of("lines", List.of(Map.of("lineNo", 1, "good", 5, "damaged", 0))))
                .is(200);
        assertThat(shop.shelf(rice, TOWN)).containsExactly(5, 4);
        news.hear(ExpectedCame.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        // One is still in transit, and somebody waits for it in vain.
        String other = place(buyer(rice, 1));
        assertThat(shop.state(other)).isEqualTo("OPEN UNPAID RESERVED");
        String third = place(buyer(rice, 1));
        assertThat(shop.state(third)).isEqualTo("OPEN UNPAID EXPECTED");
        shop.send(
                        DISPATCHER,
                        "POST",
                        "/api/dispatch/transfers/" + transfer + "/loss",
                        shop.key(),
                        Map.of("reason", "gone"))
                .is(200);
        news.hear(ExpectedGone.TOPIC, third);
        assertThat(shop.state(third)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
    }

    @Test
    void whatIsThereGoesNowAndWhatIsNotLaterUnlessTheTradeIsNotSplit() {
        Offer tea = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        Offer rice = soldOut(5, day(3));
        String buyer = buyer(rice, 1);
        shop.put(buyer, tea, 1).is(200);
        var shipments = shop.quote(buyer, HOME, "ONLINE").is(200).body().get("shipments");
        assertThat(shipments.size()).isEqualTo(2);
        policy("NEVER", "EXPECTED");
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        purchase(tea, 5, day(5));
        JsonNode together = shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(together.get("expectedOn").getStringValue()).isEqualTo(day(5).toString());
        assertThat(together.get("lines").size()).isEqualTo(2);
        policy("IF_NEEDED", "EXPECTED");
    }

    @Test
    void aDayThatIsUnknownOrOverIsPromisedToNobody() {
        Offer rice = shop.offer("S1", PRICE, Map.of(HUB, 0L));
        purchase(rice, 5, null);
        purchase(rice, 5, day(-1));
        String buyer = buyer(rice, 1);
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        shop.send(
                        "sup SUPPLIER:SHOP:SUP1",
                        "POST",
                        "/api/supplier/purchases/" + lastPurchase() + "/confirmation",
                        shop.key(),
                        Map.of("expectedOn", day(2).toString()))
                .is(200);
        assertThat(shipment(shop.quote(buyer, HOME, "ONLINE").is(200))
                        .get("expectedOn")
                        .getStringValue())
                .isEqualTo(day(2).toString());
    }

    private LocalDate day(int after) {
        return CountyTime.date(clock.instant()).plusDays(after);
    }

    private String purchased = "";

    /** An offer of which the hub has none and so many are ordered. */
    private Offer soldOut(long ordered, LocalDate on) {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 0L));
        purchase(offer, ordered, on);
        return offer;
    }

    private String purchase(Offer offer, long pieces, LocalDate on) {
        var body = new HashMap<String, Object>(Map.of(
                "node",
                HUB,
                "supplier",
                "SUP1",
                "lines",
                List.of(Map.of("skuCode", offer.sku().code(), "pieces", pieces))));
        if (on != null) {
            body.put("expectedOn", on.toString());
        }
        purchased = shop.send(OPERATOR, "POST", "/api/county/purchases", shop.key(), body)
                .is(201)
                .text("purchaseId");
        return purchased;
    }

    private String lastPurchase() {
        return purchased;
    }

    private Shop.Answer came(String who, String purchase, long good, long damaged) {
        return shop.send(
                who,
                "POST",
                "/api/station/purchases/" + purchase + "/receipts",
                shop.key(),
                Map.of("lines", List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged))));
    }

    private String buyer(Offer offer, int pieces) {
        String buyer = shop.buyer();
        shop.put(buyer, offer, pieces).is(200);
        return buyer;
    }

    private String place(String buyer) {
        long total = shop.quote(buyer, HOME, "ONLINE").is(200).number("totalFen");
        String group = place(buyer, total).is(201).text("groupId");
        return shop.orderIds(group).getFirst();
    }

    private Shop.Answer place(String buyer, long total) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/order-groups",
                shop.key(),
                Map.of(
                        "destination",
                        HOME,
                        "payment",
                        "ONLINE",
                        "quotedTotalFen",
                        total,
                        "recipient",
                        Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"),
                        "backorder",
                        true));
    }

    private void pay(String buyer, String order) {
        String charge = shop.startPaying(buyer, group(order)).is(201).text("chargeId");
        shop.wallet(charge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(order)).contains(" PAID "));
    }

    private String group(String order) {
        return transactions.read(
                () -> sql.one("SELECT group_id FROM ord_order WHERE order_id = ?", row -> row.string("group_id"), order)
                        .orElseThrow());
    }

    private long free(Offer offer) {
        return expected.coming(List.of(offer.sku().code()), List.of(HUB), LocalDate.EPOCH).stream()
                .mapToLong(ExpectedSupply.Coming::free)
                .sum();
    }

    private int giveUp() {
        return goods.giveUp(100);
    }

    private void sqlChange(String change) {
        transactions.run(() -> sql.change(change));
    }

    private static JsonNode shipment(Shop.Answer quote) {
        assertThat(quote.body().get("shipments").size()).isEqualTo(1);
        return quote.body().get("shipments").get(0);
    }

    private void policy(String split, String backorder) {
        shop.send(OPERATOR, "PUT", "/api/county/source-policies/CONSUMER_GOODS", null, body(split, backorder))
                .is(200);
    }

    private Map<String, Object> body(String split, String backorder) {
        var all =
                shop.get(OPERATOR, "/api/county/source-policies").is(200).body().get("items");
        var body = new HashMap<String, Object>(Map.of(
                "version",
                all.get(0).get("version").getIntValue(),
                "rules",
                List.of("ARRIVAL", "COST", "SHIPMENTS", "AGE"),
                "split",
                split));
        if (backorder != null) {
            body.put("backorder", backorder);
        }
        return body;
    }
}
