package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.Map;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Programme;
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
}
