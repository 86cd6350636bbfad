package org.cunlu.orders.aftersales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.AfterSales.Kind.CLAIM;
import static org.cunlu.orders.AfterSales.Kind.REFUND_ONLY;
import static org.cunlu.orders.AfterSales.Reason.LATE;
import static org.cunlu.orders.AfterSales.Reason.SPOILED;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.cunlu.orders.ledger.ReleaseByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What leaves the county is received when its carrier says so, or so long after that he took it over. Each test has its seller. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfCountyTest implements TestPropertyProvider {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration PRESUMED = Duration.ofDays(10);
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    StandInParcels parcels;

    @Inject
    AfterDesk desk;

    @Inject
    ReleaseByHand dues;

    @Inject
    MovedClock moved;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("outofcounty");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void theDueIsReleasedWhenTheWindowIsOverSinceTheCarriersWordAndNotSinceHeTookItOver() {
        String order = carried("O1", shop.buyer());
        moved.forward(Duration.ofDays(5));
        parcels.carrierDelivered(order, clock.instant());
        moved.forward(Duration.ofDays(3));
        dues.release();
        assertThat(released("O1"))
                .as("eight days since it left, three since it came")
                .isZero();
        moved.forward(WINDOW.minusDays(3).minus(MOMENT));
        dues.release();
        assertThat(released("O1")).isZero();
        moved.forward(MOMENT);
        dues.release();
        dues.release();
        assertThat(released("O1")).isEqualTo(950);
    }

    @Test
    void ofWhichTheCarrierSaysNothingIsPresumedAsDeliveredAndMayBeClaimedAsLong() {
        String buyer = shop.buyer();
        String order = carried("O2", buyer);
        moved.forward(PRESUMED.minus(MOMENT));
        dues.release();
        desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(409, "not-received");
        moved.forward(MOMENT);
        desk.ask(buyer, order, CLAIM, LATE).is(409, "not-received");
        moved.forward(WINDOW.minus(MOMENT));
        dues.release();
        assertThat(released("O2")).isZero();
        String request =
                desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(201).text("requestId");
        moved.forward(MOMENT);
        dues.release();
        assertThat(released("O2")).as("an open request holds it").isZero();
        desk.sellerAs("sO2 SELLER:SHOP:O2", request, "accept", null).is(200);
        carried("O4", shop.buyer());
        moved.forward(PRESUMED.plus(WINDOW).plus(LOOK));
        dues.release();
        assertThat(released("O4")).isEqualTo(950);
    }

    @Test
    void whatACarrierLostIsNotReceivedHoweverLongAgo() {
        String order = carried("O3", shop.buyer());
        parcels.lost(order);
        moved.forward(PRESUMED.plus(WINDOW).plus(LOOK));
        dues.release();
        moved.forward(PRESUMED);
        dues.release();
        assertThat(released("O3")).isZero();
    }

    private String carried(String seller, String buyer) {
        return delivered.carried(buyer, shop.offer(seller, 1_000, Map.of(StandInNetwork.HUB, 9L)), 1);
    }

    private long released(String seller) {
        return -shop.sum(
                "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                "seller-released:" + seller);
    }
}
