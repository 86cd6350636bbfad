package org.cunlu.orders.completing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders that follow their parcels to the end, and what the books say then. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    ParcelNews news;

    @Inject
    StandInParcels parcels;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("completing");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aPaidOrderIsCompleteWhenItIsHandedOverAndEverybodysDueIsBooked() {
        String order = paid();
        parcels.pack(order);
        tell(order, ParcelState.AT_NODE, HUB, 0);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID PACKED");
        tell(order, ParcelState.READY, HOME, 0);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID READY");
        tell(order, ParcelState.HANDED_OVER, HOME, 0);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
        assertThat(balance("buyer-prepaid:" + order)).isZero();
        // Goods 2 × 5,990, 5 % of them with 6 % tax in it, and the fee of 60 out of the freight of 230.
        assertThat(postings(order))
                .containsEntry("platform-revenue", -565L)
                .containsEntry("tax-on-fees", -34L)
                .containsEntry("station-fee-payable:" + HOME, -60L)
                .containsEntry("freight-revenue", -170L);
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-completed' AND subject = ?", order))
                .isEqualTo(1);
    }

    @Test
    void theStationThatHandsItOverEarnsByItAlsoWhenItWasOrderedToAnother() {
        String order = paid();
        parcels.pack(order);
        tell(order, ParcelState.READY, HOME, 0);
        tell(order, ParcelState.HANDED_OVER, "ELSEWHERE", 0);
        assertThat(postings(order))
                .containsEntry("station-fee-payable:ELSEWHERE", -60L)
                .doesNotContainKey("station-fee-payable:" + HOME);
    }

    @Test
    void cashIsBookedAtTheKeepersWhenTheParcelIsCollected() {
        String order = cash();
        parcels.pack(order);
        tell(order, ParcelState.READY, HOME, 0);
        long due = 2 * 5_990 + 230;
        tell(order, ParcelState.HANDED_OVER, HOME, due);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
        assertThat(postings(order))
                .containsEntry("cash-held:" + HOME, due)
                .doesNotContainKey("cash-difference:" + HOME);
    }

    @Test
    void whatTheKeeperTookTooLittleIsHisDifferenceAndNotTheBuyers() {
        String order = cash();
        parcels.pack(order);
        long due = 2 * 5_990 + 230;
        tell(order, ParcelState.HANDED_OVER, HOME, due - 30);
        assertThat(postings(order))
                .containsEntry("cash-held:" + HOME, due - 30)
                .containsEntry("cash-difference:" + HOME, 30L);
    }

    @Test
    void newsThatComesTogetherTakesOneRoundTripForEachStepAndFiveForAll() {
        var orders = List.of(cash(), cash(), cash(), cash());
        orders.forEach(parcels::pack);
        var together = new ArrayList<Subscriber.News<ParcelMoved>>();
        for (var state : List.of(ParcelState.AT_NODE, ParcelState.READY)) {
            orders.forEach(order -> together.add(new Subscriber.News<>(
                    new ParcelMoved(order, "B" + order, state, HOME, 0, clock.instant()),
                    new Heard("E", clock.instant(), 1))));
        }
        var sent = StatementCount.during(() -> transactions.run(() -> news.onAll(together)));
        assertThat(sent.stream().filter(sql -> !sql.equals("COMMIT"))).hasSize(4 + 8 + 1);
        assertThat(orders).allSatisfy(order -> assertThat(shop.state(order)).isEqualTo("OPEN CASH_DUE READY"));
    }

    @Test
    void newsInAnyOrderAndAnyNumberEndsInTheSame() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            String order = round % 2 == 0 ? paid() : cash();
            parcels.pack(order);
            var states = new ArrayList<>(List.of(
                    ParcelState.BOOKED,
                    ParcelState.AT_NODE,
                    ParcelState.ON_TRIP,
                    ParcelState.AT_NODE,
                    ParcelState.READY,
                    ParcelState.HANDED_OVER,
                    ParcelState.HANDED_OVER));
            Collections.shuffle(states, random);
            states.forEach(state -> tell(order, state, HOME, 2 * 5_990 + 230));
            assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
            assertThat(shop.count("ord_journal WHERE kind = 'ORDER_DELIVERED' AND cause = ?", order))
                    .isEqualTo(1);
        }
    }

    @Test
    void theSameNewsManyTimesAtOnceCompletesOnce() throws Exception {
        String order = paid();
        parcels.pack(order);
        Rivals.all(8, rival -> tell(order, ParcelState.HANDED_OVER, HOME, 0));
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
        assertThat(shop.count("ord_journal WHERE cause = ?", order)).isEqualTo(1);
    }

    @Test
    void aParcelThatIsNoOrdersIsNobodysNews() {
        tell("0000000000000", ParcelState.HANDED_OVER, HOME, 0);
    }

    @Test
    void aParcelThatLeavesTheCountyPaysTheStationThatSentItAndTheCarrier() {
        String buyer = shop.buyer();
        String source = StandInNetwork.VILLAGE11;
        Offer tea = shop.offer("S2", 10_000, Map.of(source, 10L));
        shop.put(buyer, tea, 1).is(200);
        long total = shop.quote(buyer, Shop.outside(), "ONLINE").is(200).number("totalFen");
        assertThat(total).isEqualTo(10_000 + 800);
        String group = shop.place(buyer, shop.key(), Shop.outside(), "ONLINE", total)
                .is(201)
                .text("groupId");
        pay(buyer, group);
        String order = shop.orderIds(group).getFirst();
        parcels.pack(order);
        tell(order, ParcelState.WITH_CARRIER, StandInNetwork.GATEWAY, 0);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID WITH_CARRIER");
        assertThat(postings(order))
                .containsEntry("seller-payable:S2", -9_500L)
                .containsEntry("station-fee-payable:" + source, -60L)
                .containsEntry("carrier-payable", -740L);
        var dues = shop.send("m SHOP_MONEY:SHOP:S2", "GET", "/api/seller/dues", null, null)
                .is(200);
        assertThat(dues.number("owedFen")).isEqualTo(9_500);
        assertThat(dues.raw()).contains(order, "\"earnedFen\":9500");
        shop.send("m SHOP_MONEY:SHOP:S3", "GET", "/api/seller/dues?shop=S2", null, null)
                .is(404);
        shop.send("o SHOP_ORDERS:SHOP:S2", "GET", "/api/seller/dues", null, null)
                .is(404);
    }

    @Nullable
    private Void tell(String order, ParcelState state, String node, long cashFen) {
        var event = new ParcelMoved(order, "B" + order, state, node, cashFen, clock.instant());
        transactions.run(() -> news.on(event, new Heard("E", clock.instant(), 1)));
        return null;
    }

    private long balance(String account) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?", account);
    }

    private Map<String, Long> postings(String order) {
        return shop.sums(
                "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE order_id = ? GROUP BY account",
                order);
    }

    private String paid() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(HUB, 10L)), 2);
        pay(buyer, group);
        return shop.orderIds(group).getFirst();
    }

    private String cash() {
        String buyer = shop.buyer();
        shop.put(buyer, shop.offer("S1", 5_990, Map.of(HUB, 10L)), 2).is(200);
        return shop.orderIds(shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201).text("groupId"))
                .getFirst();
    }

    private void pay(String buyer, String group) {
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
    }
}
