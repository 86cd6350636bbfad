package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What breaks off in the middle leaves nothing, and is taken up again by the jobs, which run here as they do for real. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakdownTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    Shop shop;

    @Inject
    StandInParcels parcels;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("breakdown"));
        properties.put("cunlu.schedulers.enabled", "true");
        return properties;
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        parcels.breakDown(false);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aPlacingThatBreaksOffLeavesNothingAndItsKeyIsStillNew() {
        String buyer = shop.buyer();
        Offer rice = rice();
        shop.put(buyer, rice, 2).is(200);
        Map<String, Object> home = Shop.village(StandInNetwork.VILLAGE21);
        long total = shop.quote(buyer, home, "CASH_AT_PICKUP").number("totalFen");
        String key = shop.key();
        parcels.breakDown(true);
        shop.place(buyer, key, home, "CASH_AT_PICKUP", total).is(500);
        assertThat(shop.count("ord_group WHERE account_id = ?", buyer)).isZero();
        assertThat(shop.count("acc_recipient WHERE account_id = ?", buyer)).isZero();
        assertThat(shop.count("ker_idempotency WHERE owner = ?", buyer)).isZero();
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        assertThat(shop.get(buyer, "/api/shop/cart").body().get("lines").size()).isEqualTo(1);
        parcels.breakDown(false);
        shop.place(buyer, key, home, "CASH_AT_PICKUP", total).is(201);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 2);
    }

    @Test
    void aNoticeWhoseEffectBreaksOffIsSentAgainUntilItIsHeard() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(), 2);
        var started = shop.startPaying(buyer, group).is(201);
        String payment = started.text("paymentId");
        parcels.breakDown(true);
        shop.wallet(started.text("chargeId"), Map.of()).is(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.count(
                                "ord_sandbox_charge WHERE charge_id = ? AND notified >= 2", started.text("chargeId")))
                        .isEqualTo(1));
        assertThat(shop.count("ord_payment_notice WHERE payment_id = ?", payment))
                .isZero();
        assertThat(shop.count("ord_journal WHERE cause = ?", payment)).isZero();
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
        parcels.breakDown(false);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN PAID ALLOCATED"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.count(
                                "ord_sandbox_charge WHERE charge_id = ? AND notify_at IS NULL",
                                started.text("chargeId")))
                        .isEqualTo(1));
    }

    @Test
    void theJobsExpireAskAndRefundByThemselves() {
        String buyer = shop.buyer();
        Offer rice = rice();
        String silent = shop.unpaid(buyer, rice, 2);
        shop.wallet(shop.startPaying(buyer, silent).is(201).text("chargeId"), Map.of("silent", true))
                .is(202);
        String never = shop.unpaid(buyer, rice, 3);
        clock.forward(Duration.ofSeconds(31));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(shop.state(shop.orderIds(silent).getFirst())).isEqualTo("OPEN PAID ALLOCATED"));
        clock.forward(Duration.ofMinutes(30));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.state(shop.orderIds(never).getFirst()))
                        .isEqualTo("CANCELLED UNPAID GIVEN_BACK"));
        shop.cancel(buyer, shop.orderIds(silent).getFirst(), shop.key()).is(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.state(shop.orderIds(silent).getFirst()))
                        .isEqualTo("CANCELLED REFUNDED GIVEN_BACK"));
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
    }

    private Offer rice() {
        return shop.offer("S1", 5_990, Map.of(HUB, 10L));
    }
}
