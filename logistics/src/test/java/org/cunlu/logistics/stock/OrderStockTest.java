package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Picking.Reason;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockClaims;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders and the stock, on a real database and with rivals. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderStockTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.HUB;

    @Inject
    Stock stock;

    @Inject
    StockClaims claims;

    @Inject
    Picking picking;

    @Inject
    StockImport imports;

    @Inject
    StandInCatalog catalog;

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

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aHundredPiecesAreSoldToAHundredOfManyBuyersAndNeverToOneMore() throws Exception {
        String sku = stocked(100);
        var bought = Rivals.all(160, rival -> reserve(ids.next(), new StockLine(sku, NODE, 1)));
        assertThat(bought.stream().filter(got -> got)).hasSize(100);
        assertThat(available(sku)).isZero();
    }

    @Test
    void theLastPieceGoesAndThePieceAfterItDoesNot() {
        String sku = stocked(3);
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 4))).isFalse();
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 3))).isTrue();
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 1))).isFalse();
    }

    @Test
    void aShortSecondLineLeavesNothingOfTheFirst() {
        String plenty = stocked(10);
        String scarce = stocked(1);
        String order = ids.next();
        assertThat(reserve(order, new StockLine(plenty, NODE, 2), new StockLine(scarce, NODE, 2)))
                .isFalse();
        assertThat(available(plenty)).isEqualTo(10);
        assertThat(claims.of(List.of(order))).isEmpty();
        assertThat(movements(order)).isZero();
    }

    @Test
    void aSkuWithoutALevelIsShort() {
        assertThat(reserve(ids.next(), new StockLine("NOWHERE", NODE, 1))).isFalse();
    }

    @Test
    void ordersOfOneGroupAreCountedTogether() {
        String sku = stocked(5);
        var both = Map.of(
                ids.next(), List.of(new StockLine(sku, NODE, 3)),
                ids.next(), List.of(new StockLine(sku, NODE, 2), new StockLine(sku, NODE, 1)));
        assertThat(reserveAll(both)).isFalse();
        var fitting = Map.of(
                ids.next(), List.of(new StockLine(sku, NODE, 3)), ids.next(), List.of(new StockLine(sku, NODE, 2)));
        assertThat(reserveAll(fitting)).isTrue();
        assertThat(available(sku)).isZero();
    }

    @Test
    void buyersOfTwoThingsInAnyOrderNeverWaitForEachOtherForEver() throws Exception {
        long seed = System.nanoTime();
        System.out.println("OrderStockTest two-line orders: seed " + seed);
        var skus = IntStream.range(0, 6).mapToObj(i -> stocked(30)).toList();
        var wants = IntStream.range(0, 120)
                .mapToObj(i -> {
                    var mixed = new ArrayList<>(skus);
                    Collections.shuffle(mixed, new Random(seed + i));
                    return List.of(new StockLine(mixed.get(0), NODE, 1), new StockLine(mixed.get(1), NODE, 2));
                })
                .toList();
        var bought =
                Rivals.all(120, rival -> reserve(ids.next(), wants.get(rival).toArray(StockLine[]::new)));
        // 120 orders of 3 pieces want 360 of 180: most of what is there goes, never more.
        assertThat(bought.stream().filter(got -> got).count()).isBetween(45L, 60L);
        skus.forEach(sku -> assertThat(available(sku)).isBetween(0L, 30L));
    }

    @Test
    void payingAndGivingBackAtOnceEndsInOneOfTheTwo() throws Exception {
        String sku = stocked(40);
        for (int round = 0; round < 20; round++) {
            String order = ids.next();
            reserve(order, new StockLine(sku, NODE, 2));
            var answers = Rivals.all(
                    2,
                    rival -> rival == 0
                            ? transactions.run(() -> stock.allocate(order))
                            : transactions.run(() -> {
                                stock.release(order);
                                return true;
                            }));
            assertThat(answers.get(1)).isTrue();
            // Given back either way: a release after payment takes what was allocated.
            assertThat(claims.of(List.of(order))).isEmpty();
            assertThat(available(sku)).isEqualTo(40);
        }
    }

    @Test
    void packingAndGivingBackAtOnceEndsInOneOfTheTwo() throws Exception {
        String sku = stocked(100);
        long gone = 0;
        for (int round = 0; round < 20; round++) {
            String order = ids.next();
            reserve(order, new StockLine(sku, NODE, 2));
            allocate(order);
            var answers = Rivals.all(2, rival -> {
                if (rival == 0) {
                    return pick(order) instanceof Picked.Taken;
                }
                transactions.run(() -> stock.release(order));
                return false;
            });
            gone += answers.getFirst() ? 2 : 0;
            assertThat(claims.of(List.of(order))).hasSize(answers.getFirst() ? 1 : 0);
            assertThat(onHand(sku)).isEqualTo(100 - gone);
            assertThat(available(sku)).isEqualTo(100 - gone);
        }
    }

    @Test
    void givingBackTwiceReturnsThePiecesOnce() throws Exception {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        Rivals.all(
                4,
                rival -> transactions.run(() -> {
                    stock.release(order);
                    return true;
                }));
        assertThat(available(sku)).isEqualTo(10);
        assertThat(transactions.run(() -> stock.allocate(order))).isFalse();
    }

    @Test
    void allocatingIsRepeatableAndNeedsAReservation() {
        String sku = stocked(10);
        String order = ids.next();
        assertThat(allocate(order)).isFalse();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThat(allocate(order)).isTrue();
        assertThat(allocate(order)).isTrue();
        assertThat(claims.of(List.of(order)).get(order))
                .singleElement()
                .satisfies(claim -> assertThat(claim.state()).isEqualTo(StockClaims.State.ALLOCATED));
        assertThat(available(sku)).isEqualTo(6);
    }

    @Test
    void whatWasGivenBackMayBeTakenAnewButNotWhatIsHeld() {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThatThrownBy(() -> reserve(order, new StockLine(sku, NODE, 4))).isInstanceOf(RuntimeException.class);
        transactions.run(() -> stock.release(order));
        assertThat(reserve(order, new StockLine(sku, NODE, 3))).isTrue();
        assertThat(available(sku)).isEqualTo(7);
        assertThat(allocate(order)).isTrue();
    }

    @Test
    void whatIsPickedIsGoneAndCannotBeGivenBack() {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThat(pick(order)).isEqualTo(new Picked.Refused(Reason.NOT_ALLOCATED, null));
        allocate(order);
        assertThat(pick(order)).isEqualTo(new Picked.Taken(List.of()));
        assertThat(pick(order)).isEqualTo(new Picked.Refused(Reason.NOT_ALLOCATED, null));
        transactions.run(() -> stock.release(order));
        assertThat(onHand(sku)).isEqualTo(6);
        assertThat(available(sku)).isEqualTo(6);
    }

    @Test
    void lotsGoFirstExpiredFirstOutAndNotAfterTheirDay() {
        clock.set(java.time.Instant.parse("2026-11-23T04:00:00Z"));
        String sku = tracked(
                "LA" + ids.next(),
                "2026-11-22",
                0,
                "LB" + ids.next(),
                "2026-11-23",
                3,
                "LC" + ids.next(),
                "2026-12-01",
                5);
        var lots = lots(sku);
        String order = allocated(sku, 4);
        assertThat(pick(order))
                .isEqualTo(new Picked.Taken(
                        List.of(new LotQuantity(sku, lots.get(1), 3), new LotQuantity(sku, lots.get(2), 1))));
        // Shanghai is eight hours ahead: at 16:00 UTC the next day has begun there, and 2026-12-01 is still to come.
        clock.set(java.time.Instant.parse("2026-12-01T15:59:59Z"));
        assertThat(pick(allocated(sku, 1))).isInstanceOf(Picked.Taken.class);
        String late = allocated(sku, 1);
        clock.set(java.time.Instant.parse("2026-12-01T16:00:00Z"));
        assertThat(pickRolledBack(late, List.of())).isEqualTo(new Picked.Refused(Reason.LOT_SHORT, sku));
        clock.set(java.time.Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void namedLotsAreChecked() {
        String first = "NA" + ids.next();
        String second = "NB" + ids.next();
        String sku = tracked(first, "2027-01-01", 3, second, "2027-02-01", 3, "NC" + ids.next(), "2027-03-01", 0);
        String order = allocated(sku, 4);
        assertThat(pickRolledBack(order, named(sku, first, 3))).isEqualTo(new Picked.Refused(Reason.LOT_QUANTITY, sku));
        assertThat(pickRolledBack(order, named(sku, first, 4))).isEqualTo(new Picked.Refused(Reason.LOT_SHORT, sku));
        assertThat(pickRolledBack(order, named(sku, "NO-SUCH", 4)))
                .isEqualTo(new Picked.Refused(Reason.LOT_UNKNOWN, sku));
        assertThat(pickRolledBack(order, named("OTHER", first, 4)))
                .isEqualTo(new Picked.Refused(Reason.LOT_UNKNOWN, "OTHER"));
        var both = List.of(new LotQuantity(sku, second, 3), new LotQuantity(sku, first, 1));
        assertThat(pickRolledBack(order, both))
                .isEqualTo(new Picked.Taken(List.of(new LotQuantity(sku, first, 1), new LotQuantity(sku, second, 3))));
        assertThat(onHand(sku)).isEqualTo(2);
    }

    @Test
    void theNumberOfStatementsDoesNotGrowWithTheLines() {
        var skus = IntStream.range(0, 40).mapToObj(i -> stocked(5)).toList();
        long one = statements(() -> reserve(ids.next(), new StockLine(skus.getFirst(), NODE, 1)));
        long many = statements(() -> reserve(
                ids.next(),
                skus.stream().map(sku -> new StockLine(sku, NODE, 1)).toArray(StockLine[]::new)));
        assertThat(many).isEqualTo(one);
    }

    @Test
    void levelsAreFoundByKeyAndNotByReadingAllOfThem() {
        IntStream.range(0, 50).forEach(i -> stocked(1));
        var plan = sql.list(
                "EXPLAIN FORMAT=TRADITIONAL UPDATE log_stock_level SET allocated = allocated + 1"
                        + " WHERE (sku_code = ? AND node_code = ?"
                        + " AND on_hand >= ?) OR (sku_code = ? AND node_code = ? AND on_hand >= ?)"
                        + " ORDER BY sku_code, node_code",
                row -> row.string("type"),
                stocked(1),
                NODE,
                1,
                stocked(1),
                NODE,
                1);
        assertThat(plan).containsExactly("range");
    }

    private long statements(Runnable work) {
        return transactions.run(() -> {
            long before = questions();
            work.run();
            return questions() - before;
        });
    }

    private long questions() {
        return sql.list("SHOW SESSION STATUS LIKE 'Questions'", row -> Long.parseLong(row.string("Value")))
                .getFirst();
    }

    private String stocked(long pieces) {
        String sku = catalog.sku("S" + ids.next(), StorageClass.DRY, false);
        load(sku + "," + NODE + ",,," + pieces);
        return sku;
    }

    private String tracked(String a, String ea, int qa, String b, String eb, int qb, String c, String ec, int qc) {
        String sku = catalog.sku("T" + ids.next(), StorageClass.DRY, true);
        catalog.lot(a, sku, LocalDate.parse(ea));
        load(
                sku + "," + NODE + "," + a + ",," + qa,
                sku + "," + NODE + "," + b + "," + eb + "," + qb,
                sku + "," + NODE + "," + c + "," + ec + "," + qc);
        return sku;
    }

    private List<String> lots(String sku) {
        return sql.list(
                "SELECT lot_code FROM log_stock_lot WHERE sku_code = ? ORDER BY lot_code",
                row -> row.string("lot_code"),
                sku);
    }

    private void load(String... rows) {
        var report = imports.stock(
                new StringReader("sku_code,node_code,lot_code,expires_on,quantity\n" + String.join("\n", rows)),
                false,
                "tester");
        assertThat(report.faults()).isEmpty();
    }

    private static List<LotQuantity> named(String sku, String lot, long quantity) {
        return List.of(new LotQuantity(sku, lot, quantity));
    }

    private String allocated(String sku, long pieces) {
        String order = ids.next();
        assertThat(reserve(order, new StockLine(sku, NODE, pieces))).isTrue();
        assertThat(allocate(order)).isTrue();
        return order;
    }

    private boolean reserve(String order, StockLine... lines) {
        return reserveAll(Map.of(order, List.of(lines)));
    }

    private boolean reserveAll(Map<String, List<StockLine>> lines) {
        try {
            transactions.run(() -> {
                if (!stock.reserve(StandInNetwork.COUNTY, lines, false)) {
                    throw new Short();
                }
            });
            return true;
        } catch (Short _) {
            return false;
        }
    }

    private boolean allocate(String order) {
        return transactions.run(() -> stock.allocate(order));
    }

    private Picked pick(String order) {
        return pickRolledBack(order, List.of());
    }

    /** A refusal rolls back, as the caller of picking must. */
    private Picked pickRolledBack(String order, List<LotQuantity> named) {
        var answer = new Picked[1];
        try {
            transactions.run(() -> {
                answer[0] = picking.pick(order, named, "packer");
                if (answer[0] instanceof Picked.Refused) {
                    throw new Short();
                }
            });
        } catch (Short _) {
            assertThat(answer[0]).isInstanceOf(Picked.Refused.class);
        }
        return answer[0];
    }

    private long available(String sku) {
        return stock.available(List.of(sku), List.of(NODE)).get(new SkuAtNode(sku, NODE));
    }

    private long onHand(String sku) {
        return sql.one(
                        "SELECT on_hand FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("on_hand"),
                        sku,
                        NODE)
                .orElseThrow();
    }

    private long movements(String cause) {
        return sql.one("SELECT COUNT(*) AS n FROM log_stock_movement WHERE cause_id = ?", row -> row.number("n"), cause)
                .orElseThrow();
    }

    private static final class Short extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
