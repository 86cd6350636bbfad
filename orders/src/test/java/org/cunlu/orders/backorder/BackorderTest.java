package org.cunlu.orders.backorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no shelf holds is ordered of what is on its way: real purchase orders, over the doors of all who act. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackorderTest implements TestPropertyProvider {
    private static final String HUB = Waiters.HUB;
    private static final String OPERATOR = Waiters.OPERATOR;
    private static final String WORKER = Waiters.WORKER;
    private static final Map<String, Object> HOME = Waiters.HOME;
    private static final long PRICE = Waiters.PRICE;

    @Inject
    Shop shop;

    @Inject
    News news;

    @Inject
    Waiters waiters;

    @Inject
    StandInParcels parcels;

    @Inject
    ExpiryByHand expiry;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("backorder");
    }

    @BeforeAll
    void theCountyLetsBuyersWait() {
        waiters.policy("IF_NEEDED", "EXPECTED");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void untilACountySetsItWhatIsSoldOutIsSoldOut() {
        waiters.policy("IF_NEEDED", "NEVER");
        Offer rice = waiters.soldOut(10, waiters.day(3));
        String buyer = waiters.buyer(rice, 2);
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        // Who does not say changes nothing.
        waiters.policy("IF_NEEDED", "EXPECTED");
        shop.send(OPERATOR, "PUT", "/api/county/source-policies/CONSUMER_GOODS", null, waiters.body("IF_NEEDED", null))
                .is(200);
        shop.quote(buyer, HOME, "ONLINE").is(200);
        shop.quote(buyer, HOME, "CASH_AT_PICKUP").is(409, "sold-out");
    }

    @Test
    void theBuyerIsToldAndAskedAndHisPromiseIsReckonedFromTheDayAfter() {
        Offer rice = waiters.soldOut(10, waiters.day(3));
        String buyer = waiters.buyer(rice, 2);
        JsonNode shipment = Waiters.shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(shipment.get("expectedOn").getStringValue())
                .isEqualTo(waiters.day(3).toString());
        assertThat(shipment.get("arrival").get("why").getStringValue())
                .startsWith("预订，货预计 " + waiters.day(3) + " 到 · Backorder, goods expected from " + waiters.day(3));
        assertThat(shipment.get("arrival").get("date").getStringValue())
                .isEqualTo(waiters.day(4).toString());
        long total = 2 * PRICE + 230;
        assertThat(shop.place(buyer, shop.key(), HOME, "ONLINE", total)
                        .is(409, "backorder-not-confirmed")
                        .fact("expectedOn")
                        .getStringValue())
                .isEqualTo(waiters.day(3).toString());
        String order = waiters.place(buyer);
        assertThat(shop.state(order)).isEqualTo("OPEN UNPAID EXPECTED");
        assertThat(waiters.free(rice)).isEqualTo(8);
        assertThat(shop.shelf(rice, HUB)).containsExactly(0, 0);
        JsonNode view = shop.get(buyer, "/api/shop/orders/" + order).is(200).body();
        assertThat(view.get("arrival").get("why").getStringValue()).startsWith("预订");
    }

    @Test
    void onReceiptItIsItsBuyersBeforeAnybodySeesItAndThenGoesItsWay() {
        Offer rice = waiters.soldOut(10, waiters.day(3));
        String purchase = waiters.lastPurchase();
        String buyer = waiters.buyer(rice, 4);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
        assertThat(parcels.state(order)).isEmpty();
        waiters.came(WORKER, purchase, 3, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(3, 3);
        assertThat(news.hear(ExpectedCame.TOPIC, order)).isZero();
        shop.quote(waiters.buyer(rice, 1), HOME, "ONLINE").is(200);
        waiters.came(WORKER, purchase, 7, 0).is(200);
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
        Offer rice = waiters.soldOut(2, waiters.day(1));
        String purchase = waiters.lastPurchase();
        String buyer = waiters.buyer(rice, 2);
        String order = waiters.place(buyer);
        waiters.came(WORKER, purchase, 2, 0).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(2, 2);
        // Paid before the news is heard, and after.
        waiters.pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
        assertThat(audit.violations()).isEmpty();
        news.hear(ExpectedCame.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");

        Offer tea = waiters.soldOut(2, waiters.day(1));
        purchase = waiters.lastPurchase();
        buyer = waiters.buyer(tea, 2);
        order = waiters.place(buyer);
        waiters.came(WORKER, purchase, 2, 0).is(200);
        news.hear(ExpectedCame.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN UNPAID RESERVED");
        waiters.pay(buyer, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
    }

    @Test
    void neverMoreIsPromisedThanIsExpected() throws Exception {
        Offer rice = waiters.soldOut(20, waiters.day(3));
        var buyers =
                IntStream.range(0, 50).mapToObj(_ -> waiters.buyer(rice, 1)).toList();
        long total = shop.quote(buyers.getFirst(), HOME, "ONLINE").is(200).number("totalFen");
        var answers = Rivals.all(50, i -> waiters.place(buyers.get(i), total));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(20);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.is(409, "sold-out"));
        assertThat(waiters.free(rice)).isZero();
        assertThat(shop.sum(
                        "SELECT SUM(promised) AS fen FROM log_expected WHERE sku_code = ?",
                        rice.sku().code()))
                .isEqualTo(20);
    }

    @Test
    void buyersAndReceiptsAtOnceLoseNothing() throws Exception {
        Offer rice = waiters.soldOut(20, waiters.day(3));
        String purchase = waiters.lastPurchase();
        var buyers =
                IntStream.range(0, 30).mapToObj(_ -> waiters.buyer(rice, 1)).toList();
        long total = shop.quote(buyers.getFirst(), HOME, "ONLINE").is(200).number("totalFen");
        var answers = Rivals.all(
                40, i -> i < 30 ? waiters.place(buyers.get(i), total) : waiters.came(WORKER, purchase, 2, 0));
        assertThat(answers.subList(30, 40)).allSatisfy(answer -> answer.is(200));
        long placed = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(shop.shelf(rice, HUB)[0]).isEqualTo(20);
        assertThat(shop.shelf(rice, HUB)[1]).isEqualTo(placed);
        assertThat(placed).isLessThanOrEqualTo(20);
    }

    @Test
    void ofTooFewTheyGoToWhoPaidAndThenToWhoWasFirst() {
        Offer rice = waiters.soldOut(3, waiters.day(3));
        String purchase = waiters.lastPurchase();
        String first = waiters.place(waiters.buyer(rice, 1));
        String paying = waiters.buyer(rice, 1);
        String second = waiters.place(paying);
        String third = waiters.place(waiters.buyer(rice, 1));
        waiters.pay(paying, second);
        waiters.came(WORKER, purchase, 2, 1).is(200);
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
        Offer rice = waiters.soldOut(5, waiters.day(3));
        String purchase = waiters.lastPurchase();
        String buyer = waiters.buyer(rice, 4);
        long total = shop.quote(buyer, HOME, "ONLINE").is(200).number("totalFen");
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        waiters.came(WORKER, purchase, 3, 0).is(200);
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
        Offer rice = waiters.soldOut(5, waiters.day(3));
        String buyer = waiters.buyer(rice, 2);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        waiters.sqlChange(
                "UPDATE log_expected_hold SET give_up_on = '" + waiters.day(0) + "' WHERE order_id = '" + order + "'");
        assertThat(waiters.giveUp()).isZero();
        waiters.sqlChange(
                "UPDATE log_expected_hold SET give_up_on = '" + waiters.day(-1) + "' WHERE order_id = '" + order + "'");
        assertThat(waiters.giveUp()).isEqualTo(1);
        assertThat(waiters.giveUp()).isZero();
        assertThat(waiters.free(rice)).isEqualTo(5);
        news.hear(ExpectedGone.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
    }

    @Test
    void whoCancelsOrDoesNotPayMakesRoomForOthersAndMoneyThatComesTooLateGoesBack() {
        Offer rice = waiters.soldOut(2, waiters.day(3));
        String buyer = waiters.buyer(rice, 2);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        shop.quote(waiters.buyer(rice, 1), HOME, "ONLINE").is(409, "sold-out");
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(waiters.free(rice)).isEqualTo(2);

        String slow = waiters.buyer(rice, 2);
        String late = waiters.place(slow);
        String charge = shop.startPaying(slow, waiters.group(late)).is(201).text("chargeId");
        waiters.sqlChange("UPDATE ord_group SET pay_by = placed_at WHERE group_id = '" + waiters.group(late) + "'");
        assertThat(expiry.run()).isGreaterThanOrEqualTo(1);
        assertThat(waiters.free(rice)).isEqualTo(2);
        shop.wallet(charge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(late)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK"));
    }
}
