package org.cunlu.orders.backorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.ExpectedMoved;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.SlipReason;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Backorders on a real network with a bus a day, real room and real parcels: in time, and too late. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateGoodsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String HEADER = "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,"
            + "handling_minutes,township,mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart\n";
    private static final String HOURS = ",OPEN,30,108,1234567,05:00,22:00,10,,,,,,,,,,\n";

    @Inject
    Waiters waiters;

    @Inject
    Shop shop;

    @Inject
    News news;

    @Inject
    Shipments shipments;

    @Inject
    NetworkImport imports;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("lategoods"));
        properties.put("orders.real-room", "true");
        properties.put("orders.real-parcels", "true");
        return properties;
    }

    @BeforeAll
    void network() {
        String town = StandInNetwork.TOWN2;
        var report = imports.network(
                new StringReader(HEADER
                        + "node," + HUB + ",Hub,HUB," + HOURS
                        + "node," + town + ",Town,TOWNSHIP," + HUB + HOURS
                        + "node," + HOME + ",Station,VILLAGE," + town + HOURS
                        + "village," + HOME + ",Village,,,,30,108,,,,," + town + ",,,,,,,,,\n"
                        + "line,BUS-1,Bus,,,,,,1234567,,,,,BUS,100,500,100,,,,,\n"
                        + "stop,,,,,,,,,,,,,,,,,BUS-1,1," + HUB + ",11:00,\n"
                        + "stop,,,,,,,,,,,,,,,,,BUS-1,2," + HOME + ",12:00,\n"),
                false,
                "tester");
        assertThat(report.faults()).isEmpty();
        waiters.policy("IF_NEEDED", "EXPECTED");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatComesInTimeGoesByTheBusThatWasHeldForIt() {
        String order = waiting();
        clock.forward(Duration.ofDays(2));
        came(order);
        var tracking = shipments.track(List.of(order)).get(order);
        assertThat(tracking.slips()).isEmpty();
        assertThat(tracking.legs().getFirst().serviceDate()).isEqualTo(waiters.day(1));
        assertThat(tracking.promisedNow()).isEqualTo(tracking.promisedAt());
    }

    @Test
    void whatComesAfterItsBusSlipsWithItsReason() {
        String order = waiting();
        clock.forward(Duration.ofDays(5));
        came(order);
        var tracking = shipments.track(List.of(order)).get(order);
        assertThat(tracking.slips()).hasSize(1);
        assertThat(tracking.slips().getFirst().reason()).isEqualTo(SlipReason.GOODS_LATE);
        assertThat(tracking.promisedNow()).isAfter(tracking.promisedAt()).isAfter(clock.instant());
    }

    @Test
    void whoWaitsHearsOfASuppliersLaterDayReadsItInHisOrderAndMayCancel() {
        Offer rice = waiters.soldOut(5, waiters.day(2));
        String buyer = waiters.buyer(rice, 2);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        assertThat(expectedOn(buyer, order)).isEqualTo(waiters.day(2).toString());
        String later = waiters.day(4).toString();
        waiters.confirm(waiters.lastPurchase(), waiters.day(2)).is(200);
        waiters.confirm(waiters.lastPurchase(), waiters.day(4)).is(200);
        assertThat(news.hear(ExpectedMoved.TOPIC, order)).isEqualTo(1);
        assertThat(told()).isEqualTo(1);
        assertThat(expectedOn(buyer, order)).isEqualTo(later);
        waiters.confirm(waiters.lastPurchase(), waiters.day(3)).is(200);
        assertThat(news.hear(ExpectedMoved.TOPIC, order))
                .as("sooner is no news, and what was told is not told again")
                .isEqualTo(1);
        assertThat(told()).isEqualTo(1);
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(shop.state(order)).startsWith("CANCELLED REFUND");
        assertThat(expectedOn(buyer, order)).isNull();
        waiters.confirm(waiters.lastPurchase(), waiters.day(6)).is(200);
        assertThat(news.hear(ExpectedMoved.TOPIC, order))
                .as("nobody waits any more")
                .isEqualTo(1);
    }

    private long told() {
        return shop.count("acc_notice WHERE kind = 'ORDER_EXPECTED_LATER'");
    }

    private String expectedOn(String buyer, String order) {
        return shop.send(buyer, "GET", "/api/shop/orders/" + order, null, null)
                .is(200)
                .text("expectedOn");
    }

    /** @return a paid order of what is expected on the day after tomorrow */
    private String waiting() {
        Offer rice = waiters.soldOut(5, waiters.day(2));
        String buyer = waiters.buyer(rice, 2);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
        return order;
    }

    private void came(String order) {
        waiters.came(Waiters.WORKER, waiters.lastPurchase(), 5, 0).is(200);
        assertThat(news.hear(ExpectedCame.TOPIC, order)).isEqualTo(1);
    }
}
