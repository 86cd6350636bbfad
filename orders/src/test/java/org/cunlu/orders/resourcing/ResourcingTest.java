package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.events.TryLater;
import org.cunlu.logistics.PickedShort;
import org.cunlu.orders.standin.Rivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pieces that were missing when they were picked, and that another node has: who sends them, who pays, who earns. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcingTest extends ShortOrders {
    @Test
    void whatIsMissingComesFromAnotherNodeAndNobodyPaysTwice() {
        String order = paid(3, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 2, false);
        assertThat(news.hear(PickedShort.TOPIC, order)).isEqualTo(1);
        String sister = sister(order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.state(sister)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(sister)).contains("BOOKED");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 1);
        assertThat(shop.count("ord_refund WHERE order_id IN (?, ?)", order, sister))
                .isZero();
        assertThat(shop.count("ord_order WHERE group_id = ?", group(order))).isEqualTo(2);
        var seen = shop.get(buyer, "/api/shop/orders/" + sister).is(200);
        assertThat(seen.text("partOf")).isEqualTo(order);
        assertThat(seen.text("fromNode")).isEqualTo(HUB);
        assertThat(seen.number("totalFen")).isEqualTo(PRICE);
        assertThat(seen.number("freightFen")).isZero();
        var first = shop.get(buyer, "/api/shop/orders/" + order).is(200);
        assertThat(first.body().get("parts").get(0).getStringValue()).isEqualTo(sister);
        assertThat(first.number("shortFen")).isEqualTo(PRICE);
    }

    @Test
    void theSameNewsManyTimesAtOnceMakesOneSister() throws Exception {
        String order = paid(3, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 2, false);
        Rivals.all(8, _ -> news.hear(PickedShort.TOPIC, order));
        assertThat(shop.count("ord_sister WHERE order_id = ?", order)).isEqualTo(1);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 1);
    }

    @Test
    void whoWantsTheLastPieceAtTheSameMomentIsHeardAgainAndNeverADeadLetter() throws Exception {
        String one = paid(2, Map.of(NEAR, 4L, HUB, 1L));
        Offer shared = rice;
        String other = paidOf(shared, 2);
        missing(one, NEAR, 1, 1, false);
        missing(other, NEAR, 1, 1, false);
        Rivals.all(8, rival -> {
            for (int attempt = 0; ; attempt++) {
                try {
                    return news.hear(PickedShort.TOPIC, rival % 2 == 0 ? one : other);
                } catch (TryLater e) {
                    // As the broker does, however often.
                    assertThat(attempt).isLessThan(20);
                }
            }
        });
        assertThat(shop.count("ord_sister WHERE order_id IN (?, ?)", one, other))
                .isEqualTo(1);
        assertThat(refunded(one) + refunded(other)).isEqualTo(PRICE);
        assertThat(shop.shelf(shared, HUB)).containsExactly(1, 1);
    }

    /** Another buyer's order of the same offer. */
    private String paidOf(Offer offer, int pieces) {
        String another = shop.buyer();
        shop.put(another, offer, pieces).is(200);
        String group = shop.order(another, "ONLINE", HOME).is(201).text("groupId");
        shop.wallet(shop.startPaying(another, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(another, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    @Test
    void severalNodesTogetherServeWhatNoneHasAlone() {
        String order = paid(4, Map.of(NEAR, 4L, HUB, 2L, FAR, 2L));
        missing(order, NEAR, 4, 0, true);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.shelf(rice, HUB)).containsExactly(2, 2);
        assertThat(shop.shelf(rice, FAR)).containsExactly(2, 2);
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.sum(
                        "SELECT SUM(total_fen) AS fen FROM ord_order WHERE group_id = ? AND order_id <> ?",
                        group(order),
                        order))
                .isEqualTo(total);
    }

    @Test
    void whatIsMissingOfASisterTooComesFromAThirdOrGoesBack() {
        String order = paid(2, Map.of(NEAR, 10L, HUB, 1L, FAR, 1L));
        missing(order, NEAR, 1, 1, false);
        news.hear(PickedShort.TOPIC, order);
        String sister = sister(order);
        String from = shop.get(buyer, "/api/shop/orders/" + sister).text("fromNode");
        missing(sister, from, 1, 0, true);
        emptyShelf(from);
        emptyShelf(NEAR);
        news.hear(PickedShort.TOPIC, sister);
        String third = sister(sister);
        assertThat(shop.state(sister)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        String last = shop.get(buyer, "/api/shop/orders/" + third).text("fromNode");
        missing(third, last, 1, 0, true);
        emptyShelf(last);
        news.hear(PickedShort.TOPIC, third);
        assertThat(shop.state(third)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(refunded(third)).isEqualTo(PRICE);
    }

    @Test
    void whatMayNotBeSplitIsRefundedButMayGoFromAnotherNodeAsAWhole() {
        policy("NEVER");
        String order = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 1, false);
        news.hear(PickedShort.TOPIC, order);
        assertThat(refunded(order)).isEqualTo(PRICE);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);

        String whole = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(whole, NEAR, 2, 0, true);
        news.hear(PickedShort.TOPIC, whole);
        assertThat(shop.count("ord_refund WHERE order_id = ?", whole)).isZero();
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 2);
    }

    @Test
    void whoCancelledBeforeTheNewsIsServedByNobody() {
        String order = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 1, false);
        shop.cancel(buyer, order, shop.key()).is(200);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.count("ord_sister WHERE order_id = ?", order)).isZero();
        assertThat(refunded(order)).isEqualTo(total);
    }

    /** As a picker does who finds fewer: his order's claim is smaller, and it is told. */
}
