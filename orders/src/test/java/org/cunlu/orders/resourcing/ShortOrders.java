package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInSupply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Orders of which something is missing when they are picked. */
abstract class ShortOrders implements TestPropertyProvider {
    static final String HUB = StandInNetwork.HUB;
    static final String NEAR = StandInNetwork.TOWN2;
    static final String FAR = StandInNetwork.TOWN1;
    static final String HOME = StandInNetwork.VILLAGE21;
    static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    static final long PRICE = 5_990;

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

    String buyer;
    Offer rice;
    long total;

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

    void missing(String order, String node, long pieces, long left, boolean empty) {
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
    void emptyShelf(String node) {
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
            // What is kept back is kept for somebody, says the audit.
            sql.change(
                    "INSERT INTO log_allotment (allotment_id, sku_code, node_code, county_code, allotted, drawn, freed,"
                            + " is_open, changed_at) VALUES (?, ?, ?, '500233', ?, 0, 0, 1, UTC_TIMESTAMP(3))",
                    ids.next(),
                    rice.sku().code(),
                    node,
                    shelf[0] - shelf[1]);
        });
    }

    String sister(String order) {
        return transactions.read(() -> sql.one(
                        "SELECT sister_id FROM ord_sister WHERE order_id = ?", row -> row.string("sister_id"), order)
                .orElseThrow());
    }

    String group(String order) {
        return transactions.read(
                () -> sql.one("SELECT group_id FROM ord_order WHERE order_id = ?", row -> row.string("group_id"), order)
                        .orElseThrow());
    }

    long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }

    String paid(int pieces, Map<String, Long> shelves) {
        String group = placed("ONLINE", pieces, shelves);
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    String cash(int pieces, Map<String, Long> shelves) {
        return shop.orderIds(placed("CASH_AT_PICKUP", pieces, shelves)).getFirst();
    }

    String placed(String payment, int pieces, Map<String, Long> shelves) {
        buyer = newBuyer();
        rice = shop.offer("S1", PRICE, shelves);
        shop.put(buyer, rice, pieces).is(200);
        var group = shop.order(buyer, payment, HOME).is(201);
        total = group.number("totalFen");
        return group.text("groupId");
    }

    String newBuyer() {
        return shop.buyer();
    }

    void policy(String split) {
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
