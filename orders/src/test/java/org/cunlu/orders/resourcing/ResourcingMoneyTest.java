package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Programme;
import org.cunlu.orders.standin.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of the money of pieces that were missing: it moves to a sister, or goes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcingMoneyTest extends ShortOrders {
    @Test
    void ofTooFewSomeComeAndTheRestIsRefunded() {
        String order = paid(4, Map.of(NEAR, 4L, HUB, 2L));
        missing(order, NEAR, 3, 1, false);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.shelf(rice, HUB)).containsExactly(2, 2);
        assertThat(refunded(order)).isEqualTo(PRICE);
        assertThat(shop.get(buyer, "/api/shop/orders/" + sister(order)).number("totalFen"))
                .isEqualTo(2 * PRICE);
    }

    @Test
    void ofAnOrderOfWhichNothingIsThereTheCarriageGoesAlongAndItsCancellationGivesAllBack() {
        String order = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 2, 0, true);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        String sister = sister(order);
        assertThat(shop.get(buyer, "/api/shop/orders/" + sister).number("totalFen"))
                .isEqualTo(total);
        assertThat(audit.violations()).isEmpty();
        shop.cancel(buyer, sister, shop.key()).is(200);
        assertThat(refunded(sister)).isEqualTo(total);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
    }

    @Test
    void whereNobodyHasItOrMayTheMoneyGoesBack() {
        String order = paid(2, Map.of(NEAR, 10L, HUB, 0L));
        missing(order, NEAR, 1, 1, false);
        news.hear(PickedShort.TOPIC, order);
        assertThat(refunded(order)).isEqualTo(PRICE);
        assertThat(shop.count("ord_sister WHERE order_id = ?", order)).isZero();

        String other = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(other, NEAR, 1, 1, false);
        supply.only(Programme.CONSUMER_GOODS, NEAR);
        news.hear(PickedShort.TOPIC, other);
        assertThat(refunded(other)).isEqualTo(PRICE);
    }

    @Test
    void inCashEachParcelIsPaidForWhatIsInIt() {
        String order = cash(3, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 2, false);
        news.hear(PickedShort.TOPIC, order);
        String sister = sister(order);
        assertThat(parcels.cashDue(order)).isEqualTo(total - PRICE);
        assertThat(parcels.cashDue(sister)).isEqualTo(PRICE);
        assertThat(shop.state(sister)).isEqualTo("OPEN CASH_DUE ALLOCATED");
        String whole = cash(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(whole, NEAR, 2, 0, true);
        news.hear(PickedShort.TOPIC, whole);
        assertThat(shop.state(whole)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(parcels.cashDue(sister(whole))).isEqualTo(total);
    }

    @Test
    void aCouponStaysUsedUntilNeitherParcelHasIt() {
        buyer = shop.buyer();
        rice = shop.offer("S1", PRICE, Map.of(NEAR, 4L, HUB, 4L));
        String coupon = coupon(400);
        shop.put(buyer, rice, 4).is(200);
        String order = shop.orderIds(ordered(coupon)).getFirst();
        missing(order, NEAR, 1, 3, false);
        news.hear(PickedShort.TOPIC, order);
        assertThat(held(coupon)).isEqualTo(2);
        shop.cancel(buyer, sister(order), shop.key()).is(200);
        assertThat(held(coupon)).isEqualTo(1);
        missing(order, NEAR, 3, 0, true);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(held(coupon)).as("all of it goes from elsewhere").isEqualTo(1);
        assertThat(shop.count("ord_coupon WHERE coupon_id = ? AND state = 'USED'", coupon))
                .isEqualTo(1);
    }

    private long held(String coupon) {
        return shop.sum("SELECT held AS fen FROM ord_coupon WHERE coupon_id = ?", coupon);
    }

    private String coupon(long offFen) {
        var wanted = new HashMap<String, Object>();
        wanted.put("sellerCode", "S1");
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", "S1", "bps", 10_000)));
        wanted.put("kind", "COUPON");
        wanted.put("name", "开园券");
        wanted.put(
                "terms",
                Map.of(
                        "coupon",
                        Map.of(
                                "minFen",
                                1,
                                "offFen",
                                offFen,
                                "total",
                                10,
                                "limitEach",
                                1,
                                "validDays",
                                7,
                                "open",
                                true)));
        wanted.put("scope", Map.of());
        wanted.put("startsAt", clock.instant().minusSeconds(60).toString());
        wanted.put("endsAt", clock.instant().plusSeconds(864_000).toString());
        String promotion = shop.send("sS1 SELLER:SHOP:S1", "POST", "/api/seller/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
        return shop.send(buyer, "POST", "/api/shop/coupons/claim", shop.key(), Map.of("promotionId", promotion))
                .is(201)
                .text("couponId");
    }

    /** @return the group */
    private String ordered(String coupon) {
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(HOME));
        body.put("payment", "CASH_AT_PICKUP");
        body.put("coupons", List.of(coupon));
        long price =
                shop.send(buyer, "POST", "/api/shop/quotes", null, body).is(200).number("totalFen");
        body.put("quotedTotalFen", price);
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        return shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body)
                .is(201)
                .text("groupId");
    }
}
