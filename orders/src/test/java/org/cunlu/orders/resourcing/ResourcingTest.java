package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.events.TryLater;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInSupply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pieces that were missing when they were picked, and that another node has: who sends them, who pays, who earns. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String NEAR = StandInNetwork.TOWN2;
    private static final String FAR = StandInNetwork.TOWN1;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    private static final long PRICE = 5_990;

    @Inject
    Shop shop;

    @Inject
    News news;

    @Inject
    StandInParcels parcels;

    @Inject
    StandInSupply supply;

    @Inject
    Stock stock;

    @Inject
    Outbox outbox;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    private String buyer;
    private Offer rice;
    private long total;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("resourcing");
    }

    @BeforeEach
    void itMayBeSplit() {
        policy("IF_NEEDED");
        supply.anybody();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

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
        emptyShelf(NEAR);
        missing(one, NEAR, 1, 1, true);
        missing(other, NEAR, 1, 1, true);
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
    void whoCancelledBeforeTheNewsIsServedByNobody() {
        String order = paid(2, Map.of(NEAR, 10L, HUB, 10L));
        missing(order, NEAR, 1, 1, false);
        shop.cancel(buyer, order, shop.key()).is(200);
        news.hear(PickedShort.TOPIC, order);
        assertThat(shop.count("ord_sister WHERE order_id = ?", order)).isZero();
        assertThat(refunded(order)).isEqualTo(total);
    }

    /** As a picker does who finds fewer: his order's claim is smaller, and it is told. */
    private void missing(String order, String node, long pieces, long left, boolean empty) {
        String sku = rice.sku().code();
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku, node), pieces))
                    .isTrue();
            String line = ids.next();
            sql.change(
                    "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                            + " elsewhere, without, written_off, picker, at) VALUES (?, ?, '500233', ?, ?, ?, ?, 0, ?, 0,"
                            + " 'picker', UTC_TIMESTAMP(3))",
                    ids.next(),
                    line,
                    node,
                    order,
                    sku,
                    pieces,
                    pieces);
            outbox.append(new PickedShort(line, order, "B" + order, node, sku, pieces, left, empty, clock.instant()));
        });
    }

    /** Nothing of it is to be sold there any more: what is free is kept back. */
    private void emptyShelf(String node) {
        long[] shelf = shop.shelf(rice, node);
        transactions.run(() -> {
            sql.change(
                    "UPDATE log_stock_level SET earmarked = earmarked + ? WHERE sku_code = ? AND node_code = ?",
                    shelf[0] - shelf[1],
                    rice.sku().code(),
                    node);
            sql.change(
                    "INSERT INTO log_stock_movement (movement_id, county_code, sku_code, node_code, kind, on_hand_delta,"
                            + " on_hold_delta, allocated_delta, earmarked_delta, floor_delta, quantity, cause_kind,"
                            + " cause_id, actor, occurred_at, recorded_at) VALUES (?, '500233', ?, ?, 'EARMARKED', 0, 0, 0,"
                            + " ?, 0, 1, 'TEST', 'test', 'test', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    ids.next(),
                    rice.sku().code(),
                    node,
                    shelf[0] - shelf[1]);
        });
    }

    private String sister(String order) {
        return transactions.read(() -> sql.one(
                        "SELECT sister_id FROM ord_sister WHERE order_id = ?", row -> row.string("sister_id"), order)
                .orElseThrow());
    }

    private String group(String order) {
        return transactions.read(
                () -> sql.one("SELECT group_id FROM ord_order WHERE order_id = ?", row -> row.string("group_id"), order)
                        .orElseThrow());
    }

    private long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }

    private String paid(int pieces, Map<String, Long> shelves) {
        String group = placed("ONLINE", pieces, shelves);
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    private String cash(int pieces, Map<String, Long> shelves) {
        return shop.orderIds(placed("CASH_AT_PICKUP", pieces, shelves)).getFirst();
    }

    private String placed(String payment, int pieces, Map<String, Long> shelves) {
        buyer = shop.buyer();
        rice = shop.offer("S1", PRICE, shelves);
        shop.put(buyer, rice, pieces).is(200);
        var group = shop.order(buyer, payment, HOME).is(201);
        total = group.number("totalFen");
        return group.text("groupId");
    }

    private void policy(String split) {
        var all =
                shop.get(OPERATOR, "/api/county/source-policies").is(200).body().get("items");
        var body = new HashMap<String, Object>(Map.of(
                "version",
                all.get(0).get("version").getIntValue(),
                "rules",
                List.of("ARRIVAL", "COST", "SHIPMENTS", "AGE"),
                "split",
                split));
        shop.send(OPERATOR, "PUT", "/api/county/source-policies/CONSUMER_GOODS", null, body)
                .is(200);
    }
}
