package org.cunlu.orders.changing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.paying.RefundingByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A change that costs more is offered to its buyer: he pays the difference and has it, or nothing has happened. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayingMoreTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String COUNTY = "operator COUNTY_OPERATOR:SUBTREE:500233";
    private static final long PRICE = 5_990;

    @Inject
    Shop shop;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Delivered delivered;

    @Inject
    StandInParcels parcels;

    @Inject
    RefundingByHand refunding;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("payingmore");
    }

    @BeforeEach
    void theOperatorHasASecondFactor() {
        factors.enrol("operator");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void theBuyerPaysTheDifferenceAndTheBooksAreExactToTheFen() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, offer, 2);
        Answer told = change(order, 3, null).is(200);
        long more = told.number("moreFen");
        assertThat(more).isGreaterThanOrEqualTo(PRICE).isEqualTo(told.number("afterFen") - told.number("beforeFen"));
        Answer offered = change(order, 3, told.number("afterFen")).is(200);
        String id = offered.text("offerId");
        assertThat(offered.text("orderId")).isNull();
        assertThat(shop.state(order)).as("nothing has happened yet").isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.shelf(offer, HUB)).containsExactly(5, 2);
        assertThat(shop.get(buyer, "/api/shop/orders/" + order + "/change-offers")
                        .is(200)
                        .raw())
                .contains(id, "\"OPEN\"", "\"moreFen\":" + more);
        shop.get(shop.buyer(), "/api/shop/orders/" + order + "/change-offers").is(404);
        pay(shop.buyer(), id).is(404);
        agree(buyer, id).is(409, "pay-instead");
        Answer started = pay(buyer, id).is(201);
        assertThat(started.number("amountFen")).isEqualTo(more);
        assertThat(pay(buyer, id).is(201).text("paymentId"))
                .as("asked for twice is asked for once")
                .isEqualTo(started.text("paymentId"));
        shop.wallet(started.text("chargeId"), Map.of("times", 2)).is(202);
        state(order, "CANCELLED UNPAID GIVEN_BACK");
        String made = shop.orderIds(group(order)).stream()
                .filter(other -> !other.equals(order))
                .findFirst()
                .orElseThrow();
        assertThat(shop.state(made)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.shelf(offer, HUB)).containsExactly(5, 3);
        assertThat(prepaid(order)).isZero();
        assertThat(prepaid(made)).isEqualTo(told.number("afterFen"));
        assertThat(refunded(order) + refunded(made)).isZero();
        pay(buyer, id).is(409, "change-over");
        // Cancelled afterwards, both payments go back whole.
        shop.cancel(buyer, made, shop.key()).is(200);
        assertThat(refunded(made)).isEqualTo(told.number("afterFen"));
        refunding.run();
        assertThat(shop.state(made)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
    }

    @Test
    void whatIsPaidTooLateOrForWhatIsPickedOrGoneGoesBackAndTheOrderStays() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 7L));
        String buyer = shop.buyer();
        String late = delivered.paid(buyer, offer, 1);
        String lateCharge = charge(buyer, offered(late, 2));
        String picked = delivered.paid(buyer, offer, 1);
        String pickedCharge = charge(buyer, offered(picked, 2));
        String gone = delivered.paid(buyer, offer, 1);
        String goneCharge = charge(buyer, offered(gone, 4));
        String cancelled = delivered.paid(buyer, offer, 1);
        String cancelledCharge = charge(buyer, offered(cancelled, 2));
        parcels.pack(picked);
        shop.cancel(buyer, cancelled, shop.key()).is(200);
        refunding.run();
        assertThat(shop.state(cancelled)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        delivered.paid(shop.buyer(), offer, 2);
        for (var one : Map.of(picked, pickedCharge, gone, goneCharge, cancelled, cancelledCharge)
                .entrySet()) {
            long before = refunded(one.getKey());
            shop.wallet(one.getValue(), Map.of()).is(202);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(refunded(one.getKey())).isGreaterThan(before));
        }
        String twice = delivered.paid(buyer, offer, 1);
        String replaced = offered(twice, 2);
        String second = offered(twice, 2);
        pay(buyer, replaced).is(409, "change-over");
        clock.forward(Duration.ofHours(12));
        pay(buyer, second).is(409, "change-over");
        shop.wallet(lateCharge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunded(late)).isPositive());
        assertThat(shop.get(buyer, "/api/shop/orders/" + twice + "/change-offers")
                        .raw())
                .contains("LAPSED", "REPLACED");
        assertThat(shop.get(buyer, "/api/shop/orders/" + gone + "/change-offers")
                        .raw())
                .contains("FAILED");
        for (String order : List.of(late, gone, twice)) {
            assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        }
        for (String order : List.of(late, gone, picked, twice)) {
            assertThat(prepaid(order)).isEqualTo(total(order));
        }
        assertThat(shop.count(
                        "ord_order_change WHERE order_id IN (?, ?, ?, ?, ?)", late, gone, picked, twice, cancelled))
                .isZero();
    }

    @Test
    void inCashItsBuyerAgreesAndPaysTheNewTotalAtPickup() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String buyer = shop.buyer();
        shop.put(buyer, offer, 1).is(200);
        String cash = shop.orderIds(shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                        .is(201)
                        .text("groupId"))
                .getFirst();
        String id = offered(cash, 2);
        pay(buyer, id).is(409, "cash-at-pickup");
        agree(shop.buyer(), id).is(404);
        String key = shop.key();
        String made = agree(buyer, id, key).is(200).text("orderId");
        assertThat(agree(buyer, id, key).is(200).text("orderId")).isEqualTo(made);
        agree(buyer, id).is(409, "change-over");
        assertThat(shop.state(cash)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.state(made)).isEqualTo("OPEN CASH_DUE ALLOCATED");
        assertThat(parcels.cashDue(made)).isEqualTo(total(made)).isGreaterThan(2 * PRICE);
        delivered.deliver(made);
    }

    @Test
    void ofPayingPickingAndCancellingAtOnceNoFenIsLost() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ofPayingPickingAndCancellingAtOnceNoFenIsLost seed " + seed);
        var random = new Random(seed);
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 40L));
        for (int round = 0; round < 6; round++) {
            String buyer = shop.buyer();
            String order = delivered.paid(buyer, offer, 1);
            String charge = charge(buyer, offered(order, 2));
            boolean packs = random.nextBoolean();
            Rivals.all(3, rival -> {
                switch (rival) {
                    case 0 -> shop.wallet(charge, Map.of("times", 2)).is(202);
                    case 1 -> {
                        if (packs) {
                            parcels.pack(order);
                        }
                    }
                    default -> shop.cancel(buyer, order, shop.key());
                }
                return 0;
            });
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                long paid = shop.sum(
                        "SELECT COALESCE(SUM(paid_fen), 0) AS fen FROM ord_payment WHERE group_id = ?", group(order));
                assertThat(shop.count(
                                "ord_payment WHERE group_id = ? AND status IN ('BEGUN', 'PENDING')", group(order)))
                        .isZero();
                long held = 0;
                long back = 0;
                for (String each : shop.orderIds(group(order))) {
                    held += prepaid(each);
                    back += refunded(each);
                }
                assertThat(held + back).isEqualTo(paid);
            });
        }
    }

    private String offered(String order, int quantity) {
        long total = change(order, quantity, null).is(200).number("afterFen");
        return change(order, quantity, total).is(200).text("offerId");
    }

    private Answer change(String order, int quantity, Long total) {
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(StandInNetwork.VILLAGE21));
        body.put("quantities", List.of(Map.of("lineNo", 1, "quantity", quantity)));
        body.put("reason", "买家来电 · The buyer called");
        if (total != null) {
            body.put("quotedTotalFen", total);
        }
        return shop.send(COUNTY, "POST", "/api/county/orders/" + order + "/changes", shop.key(), body);
    }

    private Answer pay(String buyer, String id) {
        return shop.send(
                buyer, "POST", "/api/shop/change-offers/" + id + "/payments", shop.key(), Map.of("gateway", "SANDBOX"));
    }

    private String charge(String buyer, String id) {
        return pay(buyer, id).is(201).text("chargeId");
    }

    private Answer agree(String buyer, String id) {
        return agree(buyer, id, shop.key());
    }

    private Answer agree(String buyer, String id, String key) {
        return shop.send(buyer, "POST", "/api/shop/change-offers/" + id + "/agreement", key, null);
    }

    private void state(String order, String expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(order)).isEqualTo(expected));
    }

    private String group(String order) {
        return shop.sums("SELECT group_id AS name, 0 AS fen FROM ord_order WHERE order_id = ?", order)
                .keySet()
                .iterator()
                .next();
    }

    private long total(String order) {
        return shop.sum("SELECT total_fen AS fen FROM ord_order WHERE order_id = ?", order);
    }

    private long prepaid(String order) {
        return shop.sum(
                "SELECT -COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                "buyer-prepaid:" + order);
    }

    private long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }
}
