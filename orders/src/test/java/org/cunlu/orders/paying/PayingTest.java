package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInPromises;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the wallet to the books: the sandbox gateway calls back over HTTP, as a real one does. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    Shop shop;

    @Inject
    StandInParcels parcels;

    @Inject
    StandInPromises promises;

    @Inject
    MovedClock clock;

    @Inject
    Asking asking;

    @Inject
    Refunding refunding;

    @Inject
    ExpiryByHand expiry;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("paying");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        promises.connectAll();
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void paidInTimeIsAllocatedBookedAndInTheBooks() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 3);
        var started = shop.startPaying(buyer, group).is(201);
        assertThat(started.text("payUrl")).endsWith("/sandbox/charges/" + started.text("chargeId") + "/pay");
        shop.wallet(started.text("chargeId"), Map.of()).is(202);
        awaitStatus(buyer, group, "PAID");
        String order = shop.orderIds(group).getFirst();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        assertThat(shop.count("ord_posting WHERE account = ?", "buyer-prepaid:" + order))
                .isEqualTo(1);
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-paid' AND subject = ?", order))
                .isEqualTo(1);
        shop.startPaying(buyer, group).is(409, "already-paid");
    }

    @Test
    void theBuyerGoesOnSeeingDayHoursAndWhy() {
        String buyer = shop.buyer();
        String order = shop.orderIds(shop.unpaid(buyer, rice(10), 1)).getFirst();
        JsonNode arrival =
                shop.get(buyer, "/api/shop/orders/" + order).is(200).body().get("arrival");
        assertThat(arrival.get("date").getStringValue()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(arrival.get("from").getStringValue()).startsWith("12:00");
        assertThat(arrival.get("until").getStringValue()).startsWith("18:00");
        assertThat(arrival.get("why").getStringValue()).isEqualTo("按时 · in time");
    }

    @Test
    void theCarriersTimeToTheProvinceIsPromisedBeforeAndAfterPaying() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(10), 1).is(200);
        var far = Map.<String, Object>of("outside", Map.of("province", "四川省", "city", "成都市"));
        assertThat(why(shop.quote(buyer, far, "ONLINE")
                        .is(200)
                        .body()
                        .get("shipments")
                        .get(0)))
                .isEqualTo("3 天 · days");
        long total = shop.quote(buyer, Shop.outside(), "ONLINE").is(200).number("totalFen");
        String group = shop.place(buyer, shop.key(), Shop.outside(), "ONLINE", total)
                .is(201)
                .text("groupId");
        String order = "/api/shop/orders/" + shop.orderIds(group).getFirst();
        assertThat(why(shop.get(buyer, order).is(200).body())).isEqualTo("1 天 · days");
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        awaitStatus(buyer, group, "PAID");
        assertThat(why(shop.get(buyer, order).is(200).body())).isEqualTo("1 天 · days");
    }

    private static String why(JsonNode of) {
        return of.get("arrival").get("why").getStringValue();
    }

    @Test
    void oneKeyAndManyTriesAreOneCharge() throws Exception {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 1);
        var answers = Rivals.all(8, rival -> shop.startPaying(buyer, group));
        assertThat(answers).allSatisfy(answer -> answer.is(201));
        assertThat(new HashSet<>(
                        answers.stream().map(answer -> answer.text("chargeId")).toList()))
                .hasSize(1);
        assertThat(shop.count("ord_payment WHERE group_id = ?", group)).isEqualTo(1);
    }

    @Test
    void anothersGroupIsAsIfItWereNotThere() {
        String group = shop.unpaid(shop.buyer(), rice(10), 1);
        shop.startPaying(shop.buyer(), group).is(404, "not-found");
        shop.startPaying(shop.buyer(), "0000000000000").is(404, "not-found");
        shop.get(shop.buyer(), "/api/shop/order-groups/" + group).is(404, "not-found");
        shop.get(shop.buyer(), "/api/shop/orders/" + shop.orderIds(group).getFirst())
                .is(404, "not-found");
    }

    @Test
    void cashIsNotPaidThroughAGatewayAndThereAreNoOtherGateways() {
        String buyer = shop.buyer();
        shop.put(buyer, rice(10), 1).is(200);
        String group = shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                .is(201)
                .text("groupId");
        shop.startPaying(buyer, group).is(409, "cash-at-pickup");
        shop.send(buyer, "POST", "/api/shop/order-groups/" + group + "/payments", shop.key(), Map.of("gateway", "GOLD"))
                .is(400, "gateway-unknown");
    }

    @Test
    void moneyAfterExpiryBringsTheOrderBackWhenTheGoodsAreStillThere() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String group = shop.unpaid(buyer, rice, 3);
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        expire(group);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        shop.wallet(charge, Map.of()).is(202);
        awaitStatus(buyer, group, "PAID");
        String order = shop.orderIds(group).getFirst();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 3);
        assertThat(whys(buyer, order)).containsExactly("PLACED", "NOT_PAID_IN_TIME", "PAID_AFTER_EXPIRY");
    }

    @Test
    void moneyAfterExpiryGoesBackByItselfWhenTheGoodsAreGone() {
        String buyer = shop.buyer();
        Offer rice = rice(3);
        String group = shop.unpaid(buyer, rice, 3);
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        expire(group);
        String quicker = shop.unpaid(shop.buyer(), rice, 2);
        shop.wallet(charge, Map.of()).is(202);
        String order = shop.orderIds(group).getFirst();
        await().untilAsserted(() -> assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK"));
        assertThat(audit.violations()).isEmpty();
        refunding.payDue();
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(shop.count("ord_sandbox_refund WHERE charge_id = ?", charge)).isEqualTo(1);
        assertThat(shop.shelf(rice, HUB)).containsExactly(3, 2);
        assertThat(shop.state(shop.orderIds(quicker).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
        assertThat(refunding.payDue()).isZero();
    }

    @Test
    void moneyForWhatCannotBeBroughtAnyMoreGoesBack() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String group = shop.unpaid(buyer, rice, 3);
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        promises.cutOff(HUB);
        shop.wallet(charge, Map.of()).is(202);
        String order = shop.orderIds(group).getFirst();
        await().untilAsserted(() -> assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK"));
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        refunding.payDue();
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
    }

    @Test
    void moneyForWhatNothingCoolBringsAnyMoreGoesBackAndOtherGoodsGo() {
        String buyer = shop.buyer();
        Offer milk = shop.chilled(rice(10));
        String cool = shop.unpaid(buyer, milk, 1);
        String dry = shop.unpaid(buyer, rice(10), 1);
        promises.warm();
        shop.wallet(shop.startPaying(buyer, cool).is(201).text("chargeId"), Map.of())
                .is(202);
        shop.wallet(shop.startPaying(buyer, dry).is(201).text("chargeId"), Map.of())
                .is(202);
        String coolOrder = shop.orderIds(cool).getFirst();
        String dryOrder = shop.orderIds(dry).getFirst();
        await().untilAsserted(() -> {
            assertThat(shop.state(coolOrder)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
            assertThat(shop.state(dryOrder)).startsWith("OPEN PAID");
        });
    }

    @Test
    void moneyForWhatTheBuyerCancelledGoesBackThoughTheGoodsAreThere() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 3);
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        String order = shop.orderIds(group).getFirst();
        shop.cancel(buyer, order, shop.key()).is(200);
        shop.wallet(charge, Map.of()).is(202);
        await().untilAsserted(() -> assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK"));
        assertThat(whys(buyer, order)).containsExactly("PLACED", "CANCELLED_BY_BUYER", "PAID_BUT_CANCELLED");
    }

    @Test
    void tooLittleAndTooMuchAreHeldAndVisibleAndSendNothing() {
        for (long difference : List.of(-1L, 1L)) {
            String buyer = shop.buyer();
            String group = shop.unpaid(buyer, rice(10), 3);
            var started = shop.startPaying(buyer, group).is(201);
            long amount = started.number("amountFen") + difference;
            shop.wallet(started.text("chargeId"), Map.of("amountFen", amount)).is(202);
            await().untilAsserted(() -> {
                var payment = shop.get(buyer, "/api/shop/order-groups/" + group)
                        .body()
                        .get("payments")
                        .get(0);
                assertThat(payment.get("status").getStringValue()).isEqualTo("HELD");
                assertThat(payment.get("paidFen").getLongValue()).isEqualTo(amount);
            });
            assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
            assertThat(shop.count(
                            "ord_posting WHERE account = ? AND amount_fen = ?",
                            "payments-held:" + started.text("paymentId"),
                            -amount))
                    .isEqualTo(1);
        }
    }

    @Test
    void whenNoNoticeComesWeAsk() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 1);
        var started = shop.startPaying(buyer, group).is(201);
        shop.wallet(started.text("chargeId"), Map.of("silent", true)).is(202);
        asking.askDue();
        assertThat(status(buyer, group)).isEqualTo("AWAITING_PAYMENT");
        clock.forward(Duration.ofSeconds(31));
        while (asking.askDue() > 0) {
            // Payments of other tests are asked for as well.
        }
        assertThat(status(buyer, group)).isEqualTo("PAID");
    }

    @Test
    void whatWasNeverPaidIsAskedForEverMoreRarelyAndThenNoMore() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 1);
        String payment = shop.startPaying(buyer, group).is(201).text("paymentId");
        for (int hour = 0; hour < 60; hour++) {
            clock.forward(Duration.ofHours(1));
            asking.askDue();
        }
        assertThat(shop.count("ord_payment WHERE payment_id = ? AND status = 'CLOSED' AND ask_at IS NULL", payment))
                .isEqualTo(1);
        assertThat(shop.count("ord_payment WHERE payment_id = ? AND asked BETWEEN 20 AND 60", payment))
                .isEqualTo(1);
    }

    @Test
    void ofTwoPaymentsOfOneOrderTheSecondGoesBack() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        Offer oil = shop.offer("S2", 100, Map.of(HUB, 10L));
        shop.put(buyer, rice, 1).is(200);
        shop.put(buyer, oil, 1).is(200);
        String group =
                shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
        List<String> orders = shop.orderIds(group);
        String both = shop.startPaying(buyer, group).is(201).text("chargeId");
        shop.cancel(buyer, orders.getFirst(), shop.key()).is(200);
        String one = shop.startPaying(buyer, group).is(201).text("chargeId");
        assertThat(one).isNotEqualTo(both);
        shop.wallet(one, Map.of()).is(202);
        awaitStatus(buyer, group, "PAID");
        shop.wallet(both, Map.of()).is(202);
        await().untilAsserted(() -> assertThat(shop.count(
                        "ord_refund r JOIN ord_order o ON o.order_id = r.order_id WHERE o.group_id = ?", group))
                .isEqualTo(2));
        assertThat(shop.state(orders.getFirst())).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.state(orders.getLast())).isEqualTo("OPEN PAID ALLOCATED");
        refunding.payDue();
        assertThat(shop.state(orders.getFirst())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(shop.state(orders.getLast())).isEqualTo("OPEN PAID ALLOCATED");
    }

    private Offer rice(long pieces) {
        return shop.offer("S1", 5_990, Map.of(HUB, pieces));
    }

    private void expire(String group) {
        clock.forward(Duration.ofMinutes(31));
        expiry.run();
        assertThat(shop.count("ord_group WHERE group_id = ? AND status = 'EXPIRED'", group))
                .isEqualTo(1);
    }

    private String status(String buyer, String group) {
        return shop.get(buyer, "/api/shop/order-groups/" + group).is(200).text("status");
    }

    private void awaitStatus(String buyer, String group, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(buyer, group)).isEqualTo(status));
    }

    private List<String> whys(String buyer, String order) {
        var whys = new ArrayList<String>();
        shop.get(buyer, "/api/shop/orders/" + order)
                .is(200)
                .body()
                .get("history")
                .values()
                .forEach(step -> whys.add(step.get("why").getStringValue()));
        return whys;
    }
}
