package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files of counted stock: what is wrong is told row by row, what is right becomes the level, once. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockCountingTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE11;
    private static final String HEADER = "sku_code,node_code,lot_code,expires_on,produced_on,quantity\n";

    @Inject
    StockImport imports;

    @Inject
    Stock stock;

    @Inject
    StandInCatalog catalog;

    @Inject
    StockAdjustments adjustments;

    @Inject
    PartShelf shelf;

    @Inject
    StockLedger ledger;

    @Inject
    Network network;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private String plain;
    private String tracked;
    private String lot;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void twoSkus() {
        clock.set(Instant.parse("2026-11-23T04:00:00Z"));
        plain = catalog.sku("C" + ids.next(), StorageClass.DRY, false);
        tracked = catalog.sku("D" + ids.next(), StorageClass.DRY, true);
        lot = "L" + ids.next();
        // Nothing adjusted yet on this day, whatever other tests did on it.
        transactions.run(() -> sql.change("DELETE FROM log_adjustment_day WHERE day = '2026-11-23'"));
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aCountBecomesTheLevelAndRepeatingItChangesNothing() {
        String file = row(plain, "", "", "", "7") + row(tracked, lot, "2027-01-01", "2026-01-01", "5");
        assertThat(load(file)).isEqualTo(new ImportReport(2, 2, 0, 0, List.of(), true));
        assertThat(load(file)).isEqualTo(new ImportReport(2, 0, 0, 2, List.of(), false));
        assertThat(load(row(plain, "", "", "", "4"))).isEqualTo(new ImportReport(1, 0, 1, 0, List.of(), true));
        assertThat(onHand(plain)).isEqualTo(4);
        assertThat(movements(plain)).containsExactly("RECEIVED 7", "ADJUSTED -3");
        assertThat(movements(tracked)).containsExactly("RECEIVED 5");
        assertThat(sql.list(
                        "SELECT actor FROM ker_trail WHERE act = 'logistics.import-stock' AND state_after = ?",
                        row -> row.string("actor"),
                        "created=2 updated=0 unchanged=0"))
                .contains("tester");
    }

    @Test
    void whatIsBeyondTheLimitOfANodesDayWaitsForSomebodyElsesSignature() {
        String node = StandInNetwork.TOWN2;
        String other = catalog.sku("E" + ids.next(), StorageClass.DRY, false);
        String file = plain + "," + node + ",,,,100\n" + other + "," + NODE + ",,,,1\n";
        assertThat(load(file).applied()).as("what comes for the first time").isTrue();
        String fewer = plain + "," + node + ",,,,79\n" + other + "," + NODE + ",,,,2\n";
        assertThat(codes(load(fewer))).containsExactly("second-signature-needed");
        assertThat(proposals()).as("all or nothing").isZero();
        for (int time = 0; time < 2; time++) {
            var kept = imports.stock(new StringReader(HEADER + fewer), true, "tester");
            assertThat(codes(kept)).containsExactly("second-signature-needed");
            assertThat(kept.applied()).isEqualTo(time == 0);
        }
        assertThat(movements(plain)).containsExactly("RECEIVED 100");
        assertThat(proposals()).as("once").isEqualTo(1);
        assertThat(codes(load(plain + "," + node + ",,,,80\n")))
                .as("20 is the limit")
                .isEmpty();
        assertThat(codes(load(plain + "," + node + ",,,,79\n")))
                .as("of the day")
                .containsExactly("second-signature-needed");
    }

    @Test
    void filesAndTheDoorOfAdjustmentsTakePartsThenTheNodesDayThenLevelsSoThatNeitherWaitsForTheOther()
            throws Exception {
        load(row(plain, "", "", "", "9"));
        load(row(plain, "", "", "", "8"));
        var key = new SkuAtNode(plain, NODE);
        var node = network.node(NODE).orElseThrow();
        var less = List.of(new Change(StockPart.own(key, ""), -1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var door = transactions.run(() -> {
                shelf.lock(List.of(key));
                var waiting = threads.submit(() -> transactions.run(
                        () -> adjustments.propose(node, StockBook.What.ADJUSTED, less, "摔坏", "worker", null)));
                assertThat(soon(() -> !dayIsFree(threads), Duration.ofMillis(400)))
                        .as("the door waits for the parts, and holds nothing that a file waits for")
                        .isFalse();
                return waiting;
            });
            assertThat(door.get().state()).isEqualTo("POSTED");
            var file = transactions.run(() -> {
                ledger.lock(List.of(key));
                var waiting = threads.submit(() -> load(row(plain, "", "", "", "6")));
                assertThat(soon(() -> !dayIsFree(threads), Duration.ofSeconds(20)))
                        .as("a file has the day before it waits for the levels")
                        .isTrue();
                return waiting;
            });
            assertThat(file.get().applied()).isTrue();
        }
        assertThat(onHand(plain)).isEqualTo(6);
    }

    private static boolean soon(BooleanSupplier what, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    /** Asked by another, who waits for nobody. */
    private boolean dayIsFree(ExecutorService threads) {
        Callable<Boolean> look = () -> transactions.run(() -> !sql.list(
                        "SELECT pieces FROM log_adjustment_day WHERE node_code = ? AND day = '2026-11-23'"
                                + " FOR UPDATE SKIP LOCKED",
                        row -> row.number("pieces"),
                        NODE)
                .isEmpty());
        try {
            return threads.submit(look).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private long proposals() {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM log_adjustment_line l JOIN log_adjustment a ON a.adjustment_id ="
                                + " l.adjustment_id WHERE l.sku_code = ? AND a.state = 'PROPOSED' AND l.pieces = -21",
                        row -> row.number("n"),
                        plain)
                .orElseThrow();
    }

    @Test
    void aLotThatIsNotListedWasNotFound() {
        String other = "M" + ids.next();
        load(row(tracked, lot, "2027-01-01", "", "5") + row(tracked, other, "2027-02-01", "", "6"));
        load(row(tracked, other, "", "", "2"));
        assertThat(onHand(tracked)).isEqualTo(2);
        assertThat(movements(tracked))
                .containsExactlyInAnyOrder("RECEIVED 5", "RECEIVED 6", "ADJUSTED -5", "ADJUSTED -4");
    }

    @Test
    void everyFaultOfARowIsTold() {
        assertThat(codes(load("NO-SUCH," + NODE + ",,,,1\n"))).containsExactly("sku-unknown");
        assertThat(codes(load(plain + ",NOWHERE,,,,1\n"))).containsExactly("node-unknown");
        assertThat(codes(load(row(plain, "", "", "", "-1")))).containsExactly("out-of-range");
        assertThat(codes(load(row(plain, "", "", "", "1000000001")))).containsExactly("out-of-range");
        assertThat(codes(load(row(plain, "", "", "", "many")))).containsExactly("not-a-number");
        assertThat(codes(load(row(plain, lot, "", "", "1")))).containsExactly("lot-not-tracked");
        assertThat(codes(load(row(tracked, "", "", "", "1")))).containsExactly("lot-missing");
        assertThat(codes(load(row(plain, "", "", "", "1") + row(plain, "", "", "", "2"))))
                .containsExactly("count-incomplete", "count-twice");
        assertThat(codes(load(row(tracked, lot, "2026-01-01", "2026-02-01", "0"))))
                .containsExactly("dates-reversed");
        catalog.lot(lot, "OTHER", LocalDate.of(2027, 1, 1));
        assertThat(codes(load(row(tracked, lot, "", "", "1")))).containsExactly("lot-of-other-sku");
        assertThat(movements(plain)).isEmpty();
    }

    @Test
    void anExpiredLotIsCountedAsNothing() {
        assertThat(codes(load(row(tracked, lot, "2026-11-22", "", "1")))).containsExactly("lot-expired");
        assertThat(codes(load(row(tracked, lot, "2026-11-23", "", "1")))).isEmpty();
        assertThat(codes(load(row(tracked, lot, "2026-11-24", "", "1")))).containsExactly("lot-differs");
        clock.set(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(codes(load(row(tracked, lot, "", "", "1")))).containsExactly("lot-expired");
        assertThat(codes(load(row(tracked, lot, "", "", "0")))).isEmpty();
        assertThat(onHand(tracked)).isZero();
    }

    @Test
    void aCountIsNeverLessThanWhatOrdersHold() {
        load(row(plain, "", "", "", "10"));
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(ids.next(), List.of(new StockLine(plain, NODE, 4))), true));
        var report = load(row(plain, "", "", "", "3"));
        assertThat(codes(report)).containsExactly("below-allocated");
        assertThat(report.applied()).isFalse();
        assertThat(onHand(plain)).isEqualTo(10);
        assertThat(codes(load(row(plain, "", "", "", "4")))).isEmpty();
        assertThat(onHand(plain)).isEqualTo(4);
    }

    @Test
    void oneWrongRowKeepsAllOutUnlessTheGoodAreKept() {
        String file = row(plain, "", "", "", "7") + row(tracked, "", "", "", "5");
        assertThat(load(file).applied()).isFalse();
        assertThat(movements(plain)).isEmpty();
        var kept = imports.stock(new StringReader(HEADER + file), true, "tester");
        assertThat(kept.applied()).isTrue();
        assertThat(kept.created()).isEqualTo(1);
        assertThat(codes(kept)).containsExactly("lot-missing");
        assertThat(onHand(plain)).isEqualTo(7);
        assertThat(movements(tracked)).isEmpty();
    }

    @Test
    void theRowsOfOneCountStandOrFallTogether() {
        String file = row(tracked, lot, "2027-01-01", "", "5") + row(tracked, "M" + ids.next(), "2020-01-01", "", "6");
        var kept = imports.stock(new StringReader(HEADER + file), true, "tester");
        assertThat(codes(kept)).containsExactlyInAnyOrder("count-incomplete", "lot-expired");
        assertThat(movements(tracked)).isEmpty();
    }

    @Test
    void rivalsWhoLoadTheSameFileLoadItOnce() throws Exception {
        String file = row(plain, "", "", "", "7") + row(tracked, lot, "2027-01-01", "", "5");
        var reports = Rivals.all(5, rival -> load(file));
        assertThat(reports).allMatch(report -> report.faults().isEmpty());
        assertThat(reports.stream().filter(ImportReport::applied)).hasSize(1);
        assertThat(movements(plain)).containsExactly("RECEIVED 7");
        assertThat(movements(tracked)).containsExactly("RECEIVED 5");
    }

    private static String row(String sku, String lot, String expires, String produced, String quantity) {
        return String.join(",", sku, NODE, lot, expires, produced, quantity) + "\n";
    }

    private ImportReport load(String rows) {
        return imports.stock(new StringReader(HEADER + rows), false, "tester");
    }

    private static List<String> codes(ImportReport report) {
        return report.faults().stream().map(RowFault::code).toList();
    }

    private long onHand(String sku) {
        return sql.one(
                        "SELECT on_hand FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("on_hand"),
                        sku,
                        NODE)
                .orElseThrow();
    }

    private List<String> movements(String sku) {
        return sql.list(
                "SELECT kind, on_hand_delta FROM log_stock_movement WHERE sku_code = ? AND on_hand_delta <> 0"
                        + " ORDER BY movement_id",
                row -> row.string("kind") + " " + row.number("on_hand_delta"),
                sku);
    }
}
