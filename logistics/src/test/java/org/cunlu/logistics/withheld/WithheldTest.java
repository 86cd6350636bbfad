package org.cunlu.logistics.withheld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Rival;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.LotsInParcels.Holding;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.RecallDesk.Called;
import org.cunlu.logistics.RecallDesk.Lifting;
import org.cunlu.logistics.RecallDesk.Order;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInReserve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What has expired or is called back is held, neither sold nor picked, and not handed over. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithheldTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE11;
    private static final AtomicInteger DAYS = new AtomicInteger();

    @Inject
    StandInReserve reserves;

    @Inject
    Withholding withholding;

    @Inject
    Recalling recalling;

    @Inject
    RecallTable recalls;

    @Inject
    FailedLots failed;

    @Inject
    LotsInParcels lots;

    @Inject
    StockBook book;

    @Inject
    Stock stock;

    @Inject
    Picking picking;

    @Inject
    Shipments shipments;

    @Inject
    StationWork desk;

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

    private final Caller operator = new Caller(
            "OPERATOR", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB))));
    private LocalDate day;
    private String sku;
    private String lot;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aLot() {
        // Other tests' goods have no lots that expire in those years.
        day = LocalDate.of(2026, 1, 1).plusDays(DAYS.addAndGet(3));
        clock.set(CountyTime.instant(day, LocalTime.NOON));
        sku = catalog.sku("R" + ids.next(), StorageClass.DRY, true);
        lot = lot(day);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatExpiresIsHeldAtTheCountysMidnightAndNotBefore() {
        receive(lot, 5, StockOwner.OWN);
        clock.set(CountyTime.instant(day, LocalTime.of(23, 59, 59)));
        withholding.sweep();
        assertThat(available()).isEqualTo(5);
        clock.set(CountyTime.instant(day.plusDays(1), LocalTime.MIDNIGHT));
        withholding.sweep();
        assertThat(available()).isZero();
        assertThat(parts()).containsExactly("OWN ON_HOLD 5");
        var part = new StockPart(sku, NODE, lot, StockOwner.OWN, StockStatus.ON_HOLD, "");
        var back = new Act(What.UNHELD, StandInNetwork.COUNTY, NODE, "看着还好", "tester", null, null, null);
        assertThat(code(() -> transactions.run(() -> book.post(
                        back, List.of(new Change(part, -1), new Change(part.with(StockStatus.AVAILABLE), 1))))))
                .isEqualTo("lot-expired");
    }

    @Test
    void aClockThatJumpedIsCaughtUpAndTwoInstancesAtOnceHoldOnce() throws Exception {
        receive(lot, 5, StockOwner.OWN);
        reserves.keep(sku, lot, NODE, 3);
        clock.set(CountyTime.instant(day.plusDays(2), LocalTime.NOON));
        try (var other = ApplicationContext.run(Map.copyOf(Room.properties()), "test")) {
            other.getBean(MovedClock.class).set(clock.instant());
            var there = other.getBean(Withholding.class);
            var held = Rivals.all(6, rival -> (rival % 2 == 0 ? withholding : there).sweep());
            assertThat(held.stream().mapToLong(Long::longValue).sum())
                    .as("pieces that any of them says it held")
                    .isEqualTo(8);
        }
        assertThat(parts()).containsExactly("OWN ON_HOLD 5", reserves.owner(sku) + " ON_HOLD 3");
        assertThat(sql.one(
                        "SELECT COUNT(*) AS n FROM log_stock_movement WHERE sku_code = ? AND kind = 'HELD'"
                                + " AND on_hand_delta > 0",
                        row -> row.number("n"),
                        sku))
                .contains(2L);
    }

    @Test
    void whatOrdersHoldIsHeldWhenTheyAreSettledAndNeverPicked() {
        receive(lot, 5, StockOwner.OWN);
        String order = reserve(2);
        clock.set(CountyTime.instant(day.plusDays(1), LocalTime.of(0, 1)));
        withholding.sweep();
        assertThat(parts()).containsExactly("OWN AVAILABLE 2", "OWN ON_HOLD 3");
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picking.Picked.Refused(Picking.Reason.LOT_SHORT, sku));
        transactions.run(() -> stock.release(order));
        withholding.sweep();
        assertThat(parts()).containsExactly("OWN ON_HOLD 5");
    }

    @Test
    void aRecallHoldsTheStockAndIsToldToWhoeverSoldIt() {
        lot = lot(day.plusDays(90));
        receive(lot, 6, StockOwner.OWN);
        String packed = parcel(2);
        String barcode = pack(packed);
        Called called = call();
        assertThat(List.of(called.heldPieces(), called.inNetwork(), called.handedOver()))
                .isEqualTo(List.of(4L, 1L, 0L));
        assertThat(available()).isZero();
        assertThat(lots.holding(StandInNetwork.COUNTY, lot, "", 10))
                .extracting(Holding::barcode, Holding::state, Holding::pieces)
                .containsExactly(tuple(barcode, ParcelState.READY, 2L));
        assertThat(sql.list(
                        "SELECT payload FROM ker_outbox WHERE topic = 'logistics.lot-recalled' AND subject = ?",
                        row -> row.string("payload"),
                        packed))
                .singleElement()
                .asString()
                .contains(lot, barcode, "\"handedOver\":false");
        assertThat(code(this::call)).isEqualTo("already-called-back");
    }

    @Test
    void aParcelWithALotThatWasCalledBackIsNotHandedOverUntilItIsLifted() {
        lot = lot(day.plusDays(90));
        receive(lot, 6, StockOwner.OWN);
        String order = parcel(2);
        String barcode = pack(order);
        Called called = call();
        assertThat(handOver(order, barcode)).isEqualTo("recalled");
        recalling.lift(operator, called.recall().recallId(), new Lifting("检验合格"), key());
        assertThat(handOver(order, barcode)).isEqualTo("HANDED_OVER");
        assertThat(code(() -> recalling.lift(operator, called.recall().recallId(), new Lifting("再次"), key())))
                .isEqualTo("recall-over");
    }

    @Test
    void aLotThatWasCalledBackIsNeitherPickedNorTakenInForSale() {
        lot = lot(day.plusDays(90));
        String good = lot(day.plusDays(99));
        receive(lot, 2, StockOwner.OWN);
        receive(good, 2, StockOwner.OWN);
        String order = reserve(3);
        Called called = call();
        // One of the two is bound by the order: it stays, and is not picked all the same.
        assertThat(called.heldPieces()).isEqualTo(1);
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picking.Picked.Refused(Picking.Reason.LOT_SHORT, sku));
        assertThat(transactions.run(() -> picking.pick(order, List.of(new Picking.LotQuantity(sku, lot, 3)), "packer")))
                .isEqualTo(new Picking.Picked.Refused(Picking.Reason.LOT_RECALLED, sku));
        assertThat(code(() -> receive(lot, 1, StockOwner.OWN))).isEqualTo("lot-recalled");
        transactions.run(() -> stock.release(order));
        withholding.sweep();
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void aLotThatFailedAnInspectionIsHeldAtOnceAndOnceUntilTheCountyClearsIt() {
        lot = lot(day.plusDays(90));
        receive(lot, 6, StockOwner.OWN);
        var failing = new Lot(lot, sku, null, null, day.plusDays(90));
        transactions.run(() -> failed.failed(failing, NODE, "检验不合格 · failed inspection: 农残", "seller"));
        transactions.run(() -> failed.failed(failing, NODE, "又一次 · again", "seller"));
        assertThat(available()).isZero();
        assertThat(parts()).containsExactly("OWN ON_HOLD 6");
        var recall = recalls.of(StandInNetwork.COUNTY, null, 99).stream()
                .filter(each -> each.lotCode().equals(lot))
                .toList();
        assertThat(recall)
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("农残"));
        recalling.lift(operator, recall.getFirst().recallId(), new Lifting("复检合格"), key());
        assertThat(recalls.called(List.of(lot))).isEmpty();
    }

    @Test
    void whoHandsOverWhatIsJustBeingCalledBackIsWaitedForAndItIsKnownToBeGone() {
        lot = lot(day.plusDays(90));
        receive(lot, 6, StockOwner.OWN);
        String order = parcel(2);
        String barcode = pack(order);
        try (var recall = Rival.waitingAt("scanning.taken", this::call)) {
            assertThat(handOver(order, barcode)).isEqualTo("HANDED_OVER");
            Called called = recall.ended();
            assertThat(List.of(called.inNetwork(), called.handedOver())).isEqualTo(List.of(0L, 1L));
        }
    }

    @Test
    void packersAndARecallAtTheSameMomentMissNoParcel() throws Exception {
        lot = lot(day.plusDays(90));
        receive(lot, 12, StockOwner.OWN);
        var orders = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            orders.add(parcel(2));
        }
        var called = new Called[1];
        Rivals.all(7, rival -> {
            if (rival == 6) {
                called[0] = call();
                return "called";
            }
            return pack(orders.get(rival));
        });
        long packed = lots.holding(StandInNetwork.COUNTY, lot, "", 10).size();
        assertThat(called[0].inNetwork()).isEqualTo(packed);
        assertThat(sql.list(
                        "SELECT subject FROM ker_outbox WHERE topic = 'logistics.lot-recalled' AND payload LIKE ?",
                        row -> row.string("subject"),
                        "%" + lot + "%"))
                .hasSize((int) packed);
    }

    @Test
    void onlyTheCountysOperatorCallsBack() {
        var other = new Caller(
                "OTHER" + ids.next(),
                List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, StandInNetwork.TOWN1))));
        receive(lot, 1, StockOwner.OWN);
        assertThat(code(() -> recalling.call(other, new Order(StandInNetwork.HUB, lot, "疑似"), key())))
                .isEqualTo("not-found");
        assertThat(code(() -> recalling.call(other, new Order(StandInNetwork.TOWN1, lot, "疑似"), key())))
                .isEqualTo("hub-needed");
        Called called = call();
        assertThat(code(() -> recalling.own(other, called.recall().recallId(), "logistics.recall-look")))
                .isEqualTo("not-found");
        assertThat(sql.list(
                        "SELECT DISTINCT act FROM ker_trail WHERE actor = ?",
                        row -> row.string("act"),
                        other.accountId()))
                .containsExactlyInAnyOrder("logistics.recall.refused", "logistics.recall-look.refused");
    }

    private Called call() {
        return recalling.call(operator, new Order(StandInNetwork.HUB, lot, "农残超标"), key());
    }

    private String lot(LocalDate expiresOn) {
        String code = "L" + ids.next();
        catalog.lot(code, sku, expiresOn);
        return code;
    }

    private void receive(String code, long pieces, StockOwner owner) {
        var part = new StockPart(sku, NODE, code, owner, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    private String reserve(long pieces) {
        String order = ids.next();
        var lines = List.of(new StockLine(sku, NODE, pieces));
        transactions.run(() -> stock.reserve(StandInNetwork.COUNTY, Map.of(order, lines), true));
        return order;
    }

    /** An order that is collected where the goods stand. */
    private String parcel(long pieces) {
        String order = ids.next();
        var lines = List.of(new StockLine(sku, NODE, pieces));
        Instant now = clock.instant();
        transactions.run(() -> {
            shipments.book(new Shipments.Booking(
                    order,
                    StandInNetwork.COUNTY,
                    NODE,
                    NODE,
                    "RECIPIENT0001",
                    0,
                    lines,
                    new Promise.Kept(List.of(), now, new Arrival(day, null, null, "按时 · in time"))));
            stock.reserve(StandInNetwork.COUNTY, Map.of(order, lines), true);
        });
        return order;
    }

    private String pack(String order) {
        String barcode = shipments.track(List.of(order)).get(order).barcode();
        scan(ScanKind.PACK, barcode, null);
        return barcode;
    }

    private String handOver(String order, String barcode) {
        return scan(ScanKind.HAND_OVER, barcode, shipments.pickupCode(order).orElseThrow());
    }

    private String scan(ScanKind kind, String barcode, String code) {
        var keeper =
                new Caller("KEEPER" + NODE, List.of(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, NODE))));
        var scan =
                new Scan(ids.next(), "gun-1", clock.instant(), kind, NODE, barcode, null, null, code, null, null, null);
        var result = desk.scan(keeper, List.of(scan)).getFirst();
        return result.code() == null ? result.state() : result.code();
    }

    private long available() {
        return stock.available(List.of(sku), List.of(NODE)).getOrDefault(new SkuAtNode(sku, NODE), 0L);
    }

    private List<String> parts() {
        return sql.list(
                "SELECT CONCAT(owner, ' ', status, ' ', on_hand) AS told FROM log_stock_lot WHERE sku_code = ?"
                        + " AND on_hand > 0 ORDER BY told",
                row -> row.string("told"),
                sku);
    }

    private String key() {
        return "key-" + ids.next();
    }

    private static String code(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
