package org.cunlu.orders.backorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of which purchases and transfers a backorder is served, and with what else it goes. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackorderSourcesTest implements TestPropertyProvider {
    private static final String TOWN = StandInNetwork.TOWN2;
    private static final String TOWN_WORKER = "towner WAREHOUSE_WORKER:NODE:" + TOWN;
    private static final String DISPATCHER = "boss DISPATCHER:SUBTREE:500233";
    private static final String HUB = Waiters.HUB;
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
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("backordersources");
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
        String purchase = waiters.purchase(rice, 6, waiters.day(1));
        waiters.came(WORKER, purchase, 6, 0).is(200);
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
                                "carriage",
                                "OWN",
                                "lines",
                                List.of(Map.of("skuCode", rice.sku().code(), "pieces", 6))))
                .is(201)
                .text("transferId");
        shop.replace(rice);
        String buyer = waiters.buyer(rice, 4);
        JsonNode shipment = Waiters.shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(shipment.get("fromNode").getStringValue()).isEqualTo(TOWN);
        String order = waiters.place(buyer);
        waiters.pay(buyer, order);
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
        String other = waiters.place(waiters.buyer(rice, 1));
        assertThat(shop.state(other)).isEqualTo("OPEN UNPAID RESERVED");
        String third = waiters.place(waiters.buyer(rice, 1));
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
        Offer rice = waiters.soldOut(5, waiters.day(3));
        String buyer = waiters.buyer(rice, 1);
        shop.put(buyer, tea, 1).is(200);
        var shipments = shop.quote(buyer, HOME, "ONLINE").is(200).body().get("shipments");
        assertThat(shipments.size()).isEqualTo(2);
        waiters.policy("NEVER", "EXPECTED");
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        waiters.purchase(tea, 5, waiters.day(5));
        JsonNode together = Waiters.shipment(shop.quote(buyer, HOME, "ONLINE").is(200));
        assertThat(together.get("expectedOn").getStringValue())
                .isEqualTo(waiters.day(5).toString());
        assertThat(together.get("lines").size()).isEqualTo(2);
        waiters.policy("IF_NEEDED", "EXPECTED");
    }

    @Test
    void aDayThatIsUnknownOrOverIsPromisedToNobody() {
        Offer rice = shop.offer("S1", PRICE, Map.of(HUB, 0L));
        waiters.purchase(rice, 5, null);
        waiters.purchase(rice, 5, waiters.day(-1));
        String buyer = waiters.buyer(rice, 1);
        shop.quote(buyer, HOME, "ONLINE").is(409, "sold-out");
        shop.send(
                        "sup SUPPLIER:SHOP:SUP1",
                        "POST",
                        "/api/supplier/purchases/" + waiters.lastPurchase() + "/confirmation",
                        shop.key(),
                        Map.of("expectedOn", waiters.day(2).toString()))
                .is(200);
        assertThat(Waiters.shipment(shop.quote(buyer, HOME, "ONLINE").is(200))
                        .get("expectedOn")
                        .getStringValue())
                .isEqualTo(waiters.day(2).toString());
    }
}
