package org.cunlu.orders.recalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.LotRecalled;
import org.cunlu.orders.RecallReach;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a lot to all who have it: a drill over 10,000 orders, the list of buyers, a seller's counts. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachingTest implements TestPropertyProvider {
    private static final int ORDERS = 10_000;
    private static final int BUYERS = 2_500;
    private static final String LOT = "DRILL-1";
    private static final String RECALL = "0RECALLDRILL1";
    private static final long DRILL_MILLIS_MAX = 5_000;

    @Inject
    Reaching reaching;

    @Inject
    RecallNews news;

    @Inject
    Lots lots;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    private final Caller operator = operator(StandInNetwork.HUB);
    private final Caller seller =
            new Caller("SELLER", List.of(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S1"))));

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("reaching");
    }

    @BeforeAll
    void tenThousandOrdersAndAsManyOfAnotherLot() {
        transactions.run(() -> {
            lots.keep(List.of(new Lot(LOT, "K", null, null, null)));
            rows(LOT, "A", ORDERS);
            rows("OTHER-1", "B", ORDERS);
            sql.insertMany(
                    "INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, on_hand)",
                    List.of(
                            new Object[] {"500233", "K", StandInNetwork.HUB, LOT, 40},
                            new Object[] {"500233", "K", StandInNetwork.HUB, "OTHER-1", 7}));
            sql.change(
                    "INSERT INTO log_recall (recall_id, county_code, node_code, lot_code, sku_code, reason, called_by,"
                            + " called_at, live_lot) VALUES (?, '500233', ?, ?, 'K', '农残', 'op', ?, ?)",
                    RECALL,
                    StandInNetwork.HUB,
                    LOT,
                    clock.instant(),
                    LOT);
            sql.change("INSERT INTO cat_seller (code, name, kind, home_node) VALUES ('S1', '社', 'COOPERATIVE', 'N')");
            sql.change(
                    "INSERT INTO cat_lot_version (lot_code, version, seller_code, produced_on, recorded_by, recorded_at)"
                            + " VALUES (?, 1, 'S1', '2026-11-01', 'x', ?)",
                    LOT,
                    clock.instant());
        });
    }

    @Test
    void aDrillFindsAllOfTenThousandOrdersWithinFiveSecondsAndChangesNothing() {
        String before = counts();
        long begun = System.nanoTime();
        RecallReach.Drill drill = reaching.drill(operator, StandInNetwork.HUB, LOT);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("recall drill over " + ORDERS + " orders: " + millis + " ms");
        assertThat(drill.parcels()).hasSize(ORDERS);
        assertThat(drill.buyers()).isEqualTo(BUYERS);
        assertThat(drill.handedOver()).isEqualTo(ORDERS / 2);
        assertThat(drill.inNetwork()).isEqualTo(ORDERS / 2);
        assertThat(drill.piecesAtNodes()).isEqualTo(40);
        assertThat(millis).isLessThan(DRILL_MILLIS_MAX);
        assertThat(counts()).isEqualTo(before);
        assertThat(sql.list(
                        "SELECT actor FROM ker_trail WHERE act = 'orders.recall-drill'", row -> row.string("actor")))
                .contains(operator.accountId());
    }

    @Test
    void buyersAreListedPageByPageAndWhoWasToldIsMarked() {
        transactions.run(() -> news.on(
                new LotRecalled(RECALL, order("A", 1), "P", "K", LOT, 2, false, clock.instant()),
                new Heard("E", clock.instant(), 1)));
        var all = new ArrayList<RecallReach.Bought>();
        String cursor = null;
        do {
            var page = reaching.buyers(operator, RECALL, cursor, 100);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).hasSize(ORDERS).extracting(RecallReach.Bought::orderId).doesNotHaveDuplicates();
        assertThat(all.stream().filter(bought -> bought.toldAt() != null))
                .extracting(RecallReach.Bought::orderId)
                .containsExactly(order("A", 1));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE act = 'orders.recall-buyers'", row -> row.string("act")))
                .hasSizeGreaterThanOrEqualTo(ORDERS / 100);
    }

    @Test
    void whoIsNotTheCountysOperatorSeesNothingAndIsOnRecord() {
        Caller other = operator(StandInNetwork.VILLAGE11);
        refused("not-found", () -> reaching.drill(other, StandInNetwork.HUB, LOT));
        refused("not-found", () -> reaching.buyers(other, RECALL, null, 10));
        refused("not-found", () -> reaching.drill(operator, StandInNetwork.HUB, "NO-SUCH"));
        refused("not-found", () -> reaching.buyers(operator, "0000000000000", null, 10));
    }

    @Test
    void aSellerSeesCountsOfHisOwnLotAlone() {
        assertThat(reaching.counts(seller, LOT))
                .isEqualTo(new Reaching.Counts(LOT, true, ORDERS, 2L * ORDERS, ORDERS / 2, ORDERS / 2, BUYERS));
        refused(
                "not-found",
                () -> reaching.counts(
                        new Caller("X", List.of(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S2")))), LOT));
        refused("not-found", () -> reaching.counts(seller, "OTHER-1"));
    }

    @Test
    void whoseOrderIsCancelledBoughtNothingAsTheRecallItselfHasIt() {
        String was = state(order("A", 2));
        state(order("A", 2), "CANCELLED");
        try {
            assertThat(reaching.counts(seller, LOT).parcels()).isEqualTo(ORDERS - 1);
        } finally {
            state(order("A", 2), was);
        }
    }

    private String state(String orderId) {
        return sql.one("SELECT lifecycle FROM ord_order WHERE order_id = ?", row -> row.string("lifecycle"), orderId)
                .orElseThrow();
    }

    private void state(String orderId, String lifecycle) {
        transactions.run(() -> sql.change("UPDATE ord_order SET lifecycle = ? WHERE order_id = ?", lifecycle, orderId));
    }

    private String counts() {
        return sql.list(
                        "SELECT (SELECT COUNT(*) FROM log_stock_movement) AS m, (SELECT COUNT(*) FROM ker_outbox) AS e,"
                                + " (SELECT COUNT(*) FROM acc_notice) AS n, (SELECT COUNT(*) FROM log_recall) AS r",
                        row -> row.number("m") + " " + row.number("e") + " " + row.number("n") + " " + row.number("r"))
                .getFirst();
    }

    private void rows(String lot, String mark, int many) {
        var orders = new ArrayList<Object[]>();
        var parcels = new ArrayList<Object[]>();
        var lotRows = new ArrayList<Object[]>();
        var now = clock.instant();
        for (int i = 0; i < many; i++) {
            String order = order(mark, i);
            String barcode = "CN" + mark + String.format("%014d", i);
            boolean over = i % 2 == 0;
            orders.add(new Object[] {
                order,
                order,
                "500233",
                mark + "BUYER" + i % BUYERS,
                "R" + order,
                "S1",
                "社",
                StandInNetwork.HUB,
                "V",
                0,
                over ? "COMPLETED" : "OPEN",
                "PAID",
                over ? "HANDED_OVER" : "PACKED",
                100,
                0,
                0,
                100,
                0,
                0,
                1,
                1,
                now,
                now,
                1
            });
            parcels.add(new Object[] {
                barcode,
                "500233",
                order,
                StandInNetwork.HUB,
                "V",
                over ? "HANDED_OVER" : "AT_NODE",
                over ? "PERSON" : "NODE",
                over ? "R" + order : StandInNetwork.HUB,
                0,
                1,
                1,
                "DRY",
                0,
                "R" + order,
                now,
                now,
                now,
                1
            });
            lotRows.add(new Object[] {barcode, "500233", "K", lot, 2});
        }
        some(
                "INSERT INTO ord_order (order_id, group_id, county_code, account_id, recipient_id, seller_code,"
                        + " seller_name, from_node, to_node, outside, lifecycle, payment_status, fulfilment_status,"
                        + " goods_fen, freight_fen, discount_fen, total_fen, commission_fen, station_fee_fen,"
                        + " weight_grams, volume_cm3, promised_at, placed_at, version)",
                orders);
        some(
                "INSERT INTO log_parcel (barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder,"
                        + " legs_done, weight_grams, volume_cm3, storage_class, cash_due_fen, recipient_id, booked_at,"
                        + " promised_at, moved_at, version)",
                parcels);
        some("INSERT INTO log_parcel_lot (barcode, county_code, sku_code, lot_code, quantity)", lotRows);
    }

    private void some(String head, List<Object[]> rows) {
        for (int i = 0; i < rows.size(); i += 500) {
            sql.insertMany(head, rows.subList(i, Math.min(i + 500, rows.size())));
        }
    }

    private static String order(String mark, int i) {
        return mark + String.format("%012d", i);
    }

    private static Caller operator(String node) {
        return new Caller(
                "OPERATOR" + node, List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, node))));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
