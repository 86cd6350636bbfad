package org.cunlu.orders.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Ending orders by the buyer's wish and by the clock, also while they are being paid. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancellingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    Shop shop;

    @Inject
    Cancelling cancelling;

    @Inject
    StandInParcels parcels;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    private Map<String, String> properties;

    @Override
    public Map<String, String> getProperties() {
        properties = ShopServers.properties("cancelling");
        return properties;
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatNobodyPaysIsGivenBackWhenItsTimeIsOverAndNotBefore() {
        Offer rice = rice(10);
        String group = shop.unpaid(shop.buyer(), rice, 3);
        clock.forward(Duration.ofMinutes(30).minusMillis(1));
        cancelling.expire(1_000);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 3);
        clock.forward(Duration.ofMillis(1));
        cancelling.expire(1_000);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        String order = shop.orderIds(group).getFirst();
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-cancelled' AND subject = ?", order))
                .isEqualTo(1);
        assertThat(cancelling.expire(1_000)).isZero();
    }

    @Test
    void itIsTooLateToPayWhenTheTimeIsOverThoughNobodyHasExpiredItYet() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, rice(10), 3);
        clock.forward(Duration.ofMinutes(30));
        shop.startPaying(buyer, group).is(409, "too-late");
        cancelling.expire(1_000);
        shop.startPaying(buyer, group).is(409, "too-late");
    }

    @Test
    void twoInstancesAtOnceExpireEachGroupOnce() throws Exception {
        Offer rice = rice(100);
        clock.forward(Duration.ofMinutes(31));
        cancelling.expire(1_000);
        var groups = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            groups.add(shop.unpaid(shop.buyer(), rice, 1));
        }
        clock.forward(Duration.ofMinutes(31));
        try (var other = ApplicationContext.run(new HashMap<String, Object>(properties), "test")) {
            var theirClock = other.getBean(MovedClock.class);
            theirClock.forward(Duration.between(theirClock.instant(), clock.instant()));
            var there = other.getBean(Cancelling.class);
            var ended = Rivals.all(6, rival -> (rival % 2 == 0 ? cancelling : there).expire(1_000));
            // What one instance skipped because another had it was ended by that other.
            assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        }
        assertThat(shop.shelf(rice, HUB)).containsExactly(100, 0);
        assertThat(groups)
                .allSatisfy(group -> assertThat(shop.count(
                                "ker_outbox WHERE topic = 'orders.order-cancelled' AND subject = ?",
                                shop.orderIds(group).getFirst()))
                        .isEqualTo(1));
    }

    @Test
    void theBuyerCancelsAnUnpaidOrderAndOnlyThatOne() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        Offer oil = shop.offer("S2", 100, Map.of(HUB, 10L));
        shop.put(buyer, rice, 2).is(200);
        shop.put(buyer, oil, 3).is(200);
        String group =
                shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
        List<String> orders = shop.orderIds(group);
        String key = shop.key();
        var cancelled = shop.cancel(buyer, orders.getFirst(), key).is(200);
        assertThat(cancelled.text("lifecycle")).isEqualTo("CANCELLED");
        assertThat(shop.cancel(buyer, orders.getFirst(), key).is(200).body()).isEqualTo(cancelled.body());
        shop.cancel(buyer, orders.getFirst(), shop.key()).is(409, "too-late");
        shop.cancel(buyer, orders.getLast(), key).is(409, "key-reused");
        shop.cancel(buyer, orders.getLast(), null).is(400, "key-missing");
        assertThat(shop.state(orders.getLast())).isEqualTo("OPEN UNPAID RESERVED");
        assertThat(shop.get(buyer, "/api/shop/order-groups/" + group).text("status"))
                .isEqualTo("AWAITING_PAYMENT");
        shop.cancel(buyer, orders.getLast(), shop.key()).is(200);
        assertThat(shop.get(buyer, "/api/shop/order-groups/" + group).text("status"))
                .isEqualTo("CANCELLED");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        assertThat(shop.shelf(oil, HUB)).containsExactly(10, 0);
    }

    @Test
    void anothersOrderIsAsIfItWereNotThere() {
        String group = shop.unpaid(shop.buyer(), rice(10), 1);
        shop.cancel(shop.buyer(), shop.orderIds(group).getFirst(), shop.key()).is(404, "not-found");
    }

    @Test
    void cashOrdersAreCancelledUntilTheyArePacked() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String early = cash(buyer, rice, 1);
        shop.cancel(buyer, early, shop.key()).is(200);
        assertThat(shop.state(early)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(parcels.state(early)).contains("WITHDRAWN");
        String late = cash(buyer, rice, 2);
        parcels.pack(late);
        shop.cancel(buyer, late, shop.key()).is(409, "too-late");
        assertThat(shop.state(late)).isEqualTo("OPEN CASH_DUE ALLOCATED");
        assertThat(shop.shelf(rice, HUB)).containsExactly(8, 0);
    }

    @Test
    void aPaidOrderThatIsCancelledIsOwedBack() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String group = shop.unpaid(buyer, rice, 2);
        pay(buyer, group);
        String order = shop.orderIds(group).getFirst();
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
        assertThat(shop.count("ord_refund WHERE order_id = ? AND status = 'DUE'", order))
                .isEqualTo(1);
    }

    @Test
    void eightWhoCancelAtOnceGiveBackOnce() throws Exception {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String group = shop.unpaid(buyer, rice, 2);
        pay(buyer, group);
        String order = shop.orderIds(group).getFirst();
        var answers = Rivals.all(8, rival -> shop.cancel(buyer, order, shop.key()));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(shop.count("ord_refund WHERE order_id = ?", order)).isEqualTo(1);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 0);
    }

    /** Money and the clock at the same moment: either way the books and the shelves say the same afterwards. */
    @Test
    void payingAndExpiringAtOnceEndsPaidOrExpiredAndNeverBoth() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Offer rice = rice(1_000);
        var charges = new ArrayList<String>();
        var groups = new ArrayList<String>();
        for (int i = 0; i < 16; i++) {
            String buyer = shop.buyer();
            groups.add(shop.unpaid(buyer, rice, 1));
            charges.add(shop.startPaying(buyer, groups.getLast()).is(201).text("chargeId"));
        }
        clock.forward(Duration.ofMinutes(31));
        int[] pauses = random.ints(17, 0, 200).toArray();
        Rivals.all(17, rival -> {
            pause(pauses[rival]);
            return rival < 16 ? shop.wallet(charges.get(rival), Map.of()).is(202) : cancelling.expire(1_000);
        });
        cancelling.expire(1_000);
        // All were paid, and there is rice enough: those that were expired first come back.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(groups)
                        .allSatisfy(group -> assertThat(
                                        shop.state(shop.orderIds(group).getFirst()))
                                .isEqualTo("OPEN PAID ALLOCATED")));
        assertThat(shop.shelf(rice, HUB)).containsExactly(1_000, 16);
    }

    @Test
    void whatIsPaidDoesNotExpire() {
        String buyer = shop.buyer();
        Offer rice = rice(10);
        String group = shop.unpaid(buyer, rice, 2);
        pay(buyer, group);
        clock.forward(Duration.ofMinutes(31));
        cancelling.expire(1_000);
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 2);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pay(String buyer, String group) {
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        shop.wallet(charge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
    }

    private String cash(String buyer, Offer offer, int quantity) {
        shop.put(buyer, offer, quantity).is(200);
        String group = shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                .is(201)
                .text("groupId");
        return shop.orderIds(group).getFirst();
    }

    private Offer rice(long pieces) {
        return shop.offer("S1", 5_990, Map.of(HUB, pieces));
    }
}
