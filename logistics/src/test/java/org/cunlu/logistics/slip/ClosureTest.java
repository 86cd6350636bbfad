package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.OFFLOAD;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Closure.Kind;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.slip.ClosureActs.Account;
import org.cunlu.logistics.slip.ClosureActs.Wish;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A dispatcher closes roads, lines and nodes, and all that is affected goes another way. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosureTest implements TestPropertyProvider {
    private static final Caller DISPATCHER = dispatcher("DISPATCHER0001", "H");

    @Inject
    Valley valley;

    @Inject
    ClosureActs acts;

    @Inject
    Sweeping sweeping;

    @Inject
    SweepTable sweeps;

    @Inject
    Stranding stranding;

    @Inject
    Promises promises;

    @Inject
    Audit audit;

    private final List<String> closed = new ArrayList<>();

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("closures");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void morning() {
        valley.at(0, 7, 0);
    }

    @AfterEach
    void openAgain() {
        assertThat(audit.violations()).isEmpty();
        closed.forEach(id -> acts.lift(DISPATCHER, id));
        closed.clear();
        valley.over();
    }

    @Test
    void aClosedRoadSendsParcelsByAnother() {
        var parcel = valley.book("H", "A1");
        var elsewhere = valley.book("H", "B1");
        Account account = close(road("A", "A1"));
        assertThat(account.finished()).isTrue();
        assertThat(account.rerouted()).as("%s", valley.slippedBy(account)).isEqualTo(1);
        assertThat(account.waiting()).isZero();
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        assertThat(valley.slips(parcel)).containsExactly("ROAD_CLOSED 2026-11-23T14:10 DISPATCHER0001");
        assertThat(valley.first(parcel)).isEqualTo(parcel.promised());
        assertThat(valley.told(parcel)).containsExactly("ROAD_CLOSED");
        assertThat(valley.slips(elsewhere)).isEmpty();
        var followed = valley.shipments.track(List.of(parcel.orderId())).get(parcel.orderId());
        assertThat(followed.promisedAt()).isEqualTo(parcel.promised());
        assertThat(followed.promisedNow()).isEqualTo(Valley.moment(0, 14, 10));
        assertThat(followed.slips()).singleElement().satisfies(slip -> {
            assertThat(slip.title()).isEqualTo("道路或线路中断 · a road or line is closed");
            assertThat(slip.note()).isEqualTo("山体滑坡 landslide");
        });
        assertThat(valley.desk.parcels(Valley.keeper("H"), "H", null, null, 100).items())
                .filteredOn(each -> each.barcode().equals(parcel.barcode()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.promisedAt()).isEqualTo(parcel.promised());
                    assertThat(each.promisedNow()).isEqualTo(Valley.moment(0, 14, 10));
                    assertThat(each.slip()).isEqualTo(followed.slips().getLast());
                });
        var promise = (Promise.Kept) promises.promise("H", "A1", new Load(1000, 1000), valley.now());
        assertThat(Valley.lines(promise.legs()))
                .as("nothing new is promised over it")
                .containsExactly("NOON");
        acts.lift(DISPATCHER, account.closed().closure().id());
        promise = (Promise.Kept) promises.promise("H", "A1", new Load(1000, 1000), valley.now());
        assertThat(Valley.lines(promise.legs())).containsExactly("MORN");
    }

    @Test
    void whatLiesAtAClosedNodeIsTakenByNobodyAndIsCountedForWhoeverMightSuspendItInstead() {
        var there = valley.book("A1", "H");
        assertThat(valley.does(PACK, "A1", there)).isEqualTo("AT_NODE");
        int before = acts.read(DISPATCHER, closeAndLift("A1")).lying();
        Account account = close(new Wish(Kind.NODE, "A1", null, null, null, Valley.moment(0, 20, 0), "停电 no power"));
        assertThat(account.lying()).isEqualTo(before).isPositive();
        assertThat(valley.way(there))
                .as("it leaves when vehicles stop there again")
                .containsExactly("A1>BACK/24>H");
        assertThat(close(road("A", "A1")).lying()).isZero();
        closed.forEach(id -> acts.lift(DISPATCHER, id));
        valley.at(1, 11, 0);
        assertThat(valley.does(OUT, "A1", there)).isEqualTo("ON_TRIP");
        valley.at(1, 12, 30);
        assertThat(valley.does(IN, "H", there)).isEqualTo("READY");
    }

    private String closeAndLift(String node) {
        String id = acts.close(
                        DISPATCHER,
                        "key" + valley.ids.next(),
                        new Wish(Kind.NODE, node, null, null, Valley.moment(5, 0, 0), Valley.moment(5, 1, 0), "试 test"))
                .closed()
                .closure()
                .id();
        acts.lift(DISPATCHER, id);
        return id;
    }

    @Test
    void withoutAnotherWayParcelsWaitAndAreSentOnWhenTheRoadIsOpen() {
        var parcel = valley.book("H", "A2");
        close(road("A", "A2"));
        Account account = close(road("A1", "A2"));
        assertThat(account.rerouted()).isZero();
        assertThat(account.waiting()).isEqualTo(1);
        assertThat(account.some()).containsExactly(parcel.barcode());
        assertThat(valley.slips(parcel)).containsExactly("ROAD_CLOSED - DISPATCHER0001");
        assertThat(stranding.list(DISPATCHER, null, 10).items()).singleElement().satisfies(waits -> {
            assertThat(waits.barcode()).isEqualTo(parcel.barcode());
            assertThat(waits.atNode()).isEqualTo("H");
            assertThat(waits.why()).isEqualTo(Promise.Reason.WAY_CLOSED);
        });
        assertThat(stranding.list(dispatcher("DISPATCHER0002", "B"), null, 10).items())
                .isEmpty();
        valley.at(0, 9, 0);
        stranding.retry();
        assertThat(valley.slips(parcel)).as("still none").hasSize(1);
        acts.lift(DISPATCHER, account.closed().closure().id());
        assertThat(valley.slips(parcel))
                .containsExactly("ROAD_CLOSED - DISPATCHER0001", "ROAD_CLOSED 2026-11-24T10:10 DISPATCHER0001");
        assertThat(valley.way(parcel)).containsExactly("H>MORN/24>A2");
        assertThat(valley.told(parcel)).containsExactly("ROAD_CLOSED", "ROAD_CLOSED");
        assertThat(stranding.list(DISPATCHER, null, 10).items()).isEmpty();
    }

    @Test
    void aClosedStationsParcelsGoToTheNearestThatServes() {
        var parcel = valley.book("H", "A1");
        Account account = close(node("A1"));
        assertThat(account.rerouted()).isEqualTo(1);
        assertThat(valley.way(parcel)).containsExactly("H>MORN/23>A2");
        assertThat(valley.station(parcel)).isEqualTo("A2");
        assertThat(valley.slips(parcel)).containsExactly("NODE_CLOSED 2026-11-23T10:10 DISPATCHER0001");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", parcel);
        assertThat(valley.does(OUT, "H", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 10, 0);
        assertThat(valley.does(IN, "A2", parcel)).isEqualTo("READY");
    }

    @Test
    void whatRidesGetsOffAtTheComingStopAndItsBagWithIt() {
        var loose = valley.book("H", "A2");
        var inBag = valley.book("H", "A2");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", loose);
        valley.does(PACK, "H", inBag);
        String bag = valley.bag("H", "A2");
        valley.does(BAG, "H", inBag, bag);
        assertThat(valley.does(OUT, "H", null, bag)).isEqualTo("ON_TRIP");
        assertThat(valley.does(OUT, "H", loose)).isEqualTo("ON_TRIP");
        valley.at(0, 8, 30);
        Account account = close(road("A", "A1"));
        assertThat(account.rerouted()).isEqualTo(2);
        assertThat(valley.way(loose)).containsExactly("H>MORN/23>A", "A>EVE/23>A2");
        assertThat(valley.way(inBag)).containsExactly("H>MORN/23>A", "A>EVE/23>A2");
        valley.at(0, 9, 0);
        assertThat(valley.does(IN, "A", loose)).isEqualTo("AT_NODE");
        assertThat(valley.does(IN, "A", null, bag)).isEqualTo("ARRIVED");
        assertThat(valley.does(UNBAG, "A", inBag, bag)).isEqualTo("AT_NODE");
        valley.at(0, 15, 30);
        assertThat(valley.does(OUT, "A", loose)).isEqualTo("ON_TRIP");
        assertThat(valley.does(OUT, "A", inBag)).isEqualTo("ON_TRIP");
        valley.at(0, 17, 0);
        assertThat(valley.does(IN, "A2", loose)).isEqualTo("READY");
        assertThat(valley.does(IN, "A2", inBag)).isEqualTo("READY");
    }

    @Test
    void whatIsLoadedIsTakenOffFirst() {
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", parcel);
        assertThat(valley.does(LOAD, "H", parcel)).isEqualTo("LOADED");
        Account account = close(road("A", "A1"));
        assertThat(account.some()).containsExactly(parcel.barcode());
        assertThat(stranding.list(DISPATCHER, null, 10).items())
                .singleElement()
                .satisfies(waits -> assertThat(waits.atNode()).isEqualTo("H"));
        assertThat(valley.does(OFFLOAD, "H", parcel)).isEqualTo("AT_NODE");
        valley.at(0, 7, 36);
        stranding.retry();
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        valley.at(0, 12, 0);
        assertThat(valley.does(OUT, "H", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 14, 0);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
    }

    @Test
    void aVehicleThatIsOnTheRoadAlreadyGoesThrough() {
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(0, 9, 10);
        assertThat(close(road("A", "A1")).rerouted()).isZero();
        valley.at(0, 9, 30);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
    }

    @Test
    void whatRidesToAClosedStationGoesOnToTheNextStopOfItsTrip() {
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(0, 9, 10);
        close(node("A1"));
        assertThat(valley.way(parcel)).containsExactly("H>MORN/23>A2");
        valley.at(0, 10, 0);
        assertThat(valley.does(IN, "A2", parcel)).isEqualTo("READY");
    }

    @Test
    void aParcelThatLiesAtWhatHasBecomeItsStationIsReadyWhenItsKeeperHasIt() {
        var parcel = valley.book("H", "B1");
        valley.at(0, 11, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(0, 12, 30);
        close(road("A1", "B1"));
        assertThat(valley.way(parcel)).first().isEqualTo("H>NOON/23>B");
        valley.at(0, 13, 0);
        assertThat(valley.does(IN, "B", parcel)).isEqualTo("AT_NODE");
        close(node("B1"));
        assertThat(valley.station(parcel)).isEqualTo("B");
        assertThat(valley.way(parcel)).isEmpty();
        assertThat(valley.does(RECEIVE, "B", parcel)).isEqualTo("READY");
    }

    @Test
    void aClosedLineTakesNothing() {
        var parcel = valley.book("H", "A1");
        var wish = new Wish(Kind.LINE, null, null, "MORN", null, Valley.moment(1, 0, 0), "发动机故障");
        assertThat(close(wish).rerouted()).isEqualTo(1);
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
    }

    @Test
    void whatIsClosedLaterLeavesTheTripsBeforeAlone() {
        var morning = valley.book("H", "A1");
        var wish =
                new Wish(Kind.ROAD, "A", "A1", null, Valley.moment(0, 10, 0), Valley.moment(2, 0, 0), "修路 road works");
        assertThat(close(wish).rerouted()).isZero();
        assertThat(valley.way(morning)).containsExactly("H>MORN/23>A1");
        valley.at(1, 7, 0);
        var promise = (Promise.Kept) promises.promise("H", "A1", new Load(1000, 1000), valley.now());
        assertThat(Valley.lines(promise.legs())).containsExactly("NOON");
    }

    @Test
    void theSameKeyClosesOnceAndLiftingTwiceIsLiftingOnce() {
        var parcel = valley.book("H", "A1");
        Wish wish = road("A", "A1");
        Account first = acts.close(DISPATCHER, "key-0123456789", wish);
        closed.add(first.closed().closure().id());
        Account again = acts.close(DISPATCHER, "key-0123456789", wish);
        assertThat(again).isEqualTo(first);
        assertThat(valley.slips(parcel)).hasSize(1);
        assertThat(valley.trail("logistics.close-way", first.closed().closure().id()))
                .isEqualTo(1);
        acts.lift(DISPATCHER, first.closed().closure().id());
        acts.lift(DISPATCHER, first.closed().closure().id());
        assertThat(valley.trail("logistics.open-way", first.closed().closure().id()))
                .isEqualTo(1);
        assertThatThrownBy(() -> acts.close(DISPATCHER, "key-0123456789", node("A1")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anothersRoadIsNotThereAndTheAttemptIsWrittenDown() {
        var other = dispatcher("DISPATCHER0003", "B");
        notFound(() -> acts.close(other, valley.ids.next(), road("A", "A1")));
        notFound(() -> acts.close(other, valley.ids.next(), node("A1")));
        notFound(() -> acts.close(other, valley.ids.next(), new Wish(Kind.LINE, null, null, "NOON", null, null, "试试")));
        notFound(() -> acts.close(other, valley.ids.next(), new Wish(Kind.LINE, null, null, "NONE", null, null, "试试")));
        notFound(() -> acts.close(other, valley.ids.next(), node("NOWHERE")));
        assertThat(valley.trail("logistics.close-way.refused", "A1")).isEqualTo(1);
        assertThat(valley.trail("logistics.close-way.refused", "NOON")).isEqualTo(1);
        Account his = close(node("A1"));
        String id = his.closed().closure().id();
        notFound(() -> acts.read(other, id));
        notFound(() -> acts.lift(other, id));
        assertThat(valley.trail("logistics.open-way.refused", id)).isEqualTo(1);
        assertThat(acts.list(other, true, null, 10).items()).isEmpty();
        assertThat(acts.list(DISPATCHER, true, null, 10).items()).hasSize(1);
    }

    @Test
    void whatMakesNoClosureIsRefused() {
        refused(new Wish(Kind.NODE, "A1", "A", null, null, null, "多填了"), "closure-invalid");
        refused(new Wish(Kind.NODE, null, null, null, null, null, "没有填"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "A", "A", null, null, null, "同一处"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "A1", "B1", "MORN", null, null, "多填了"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "H", "A1", null, null, null, "不相邻"), "no-such-road");
        refused(window(null, Valley.moment(0, 6, 59)), "closure-invalid");
        refused(window(Valley.moment(0, 9, 0), Valley.moment(0, 9, 0)), "closure-invalid");
        refused(window(Valley.moment(-2, 9, 0), null), "closure-invalid");
        refused(window(Valley.moment(400, 9, 0), null), "closure-invalid");
        refused(window(null, Valley.moment(367, 9, 0)), "closure-invalid");
    }

    @Test
    void aThousandParcelsAreReroutedInSecondsAndAKillInBetweenLosesNone() {
        int count = 1000;
        String sku = valley.sku("H", 2 * count);
        var parcels = new ArrayList<Valley.Parcel>();
        for (int i = 0; i < count; i++) {
            parcels.add(valley.book(sku, "H", "A1"));
        }
        String id = valley.closeOnly(road("A", "A1"), DISPATCHER);
        closed.add(id);
        sweeping.step(id);
        sweeping.step(id);
        int before = sweeps.find(id).orElseThrow().rerouted();
        assertThat(before).as("a part is done when it is killed").isBetween(1, count - 1);
        long start = System.nanoTime();
        valley.watch.round();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println("re-routed " + (count - before) + " parcels in " + seconds + " s");
        assertThat(seconds).isLessThan(30);
        Account account = acts.read(DISPATCHER, id);
        assertThat(account.finished()).isTrue();
        assertThat(account.rerouted()).isEqualTo(count);
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_slip WHERE cause = 'closure:" + id + "'"))
                .isEqualTo(count);
        assertThat(valley.counted(
                        "SELECT COUNT(*) AS n FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode"
                                + " WHERE p.state = 'BOOKED' AND l.line_code = 'MORN' AND l.seq > p.legs_done"
                                + " AND l.service_date = '2026-11-23' AND p.to_node = 'A1'"))
                .isZero();
    }

    private Account close(Wish wish) {
        Account account = acts.close(DISPATCHER, valley.ids.next(), wish);
        closed.add(account.closed().closure().id());
        return account;
    }

    private void refused(Wish wish, String code) {
        assertThatThrownBy(() -> acts.close(DISPATCHER, valley.ids.next(), wish))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void notFound(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("not-found"));
    }

    private static Wish road(String node, String other) {
        return new Wish(Kind.ROAD, node, other, null, null, null, "山体滑坡 landslide");
    }

    private static Wish node(String node) {
        return new Wish(Kind.NODE, node, null, null, null, null, "停电 no power");
    }

    private static Wish window(Instant from, Instant until) {
        return new Wish(Kind.NODE, "A1", null, null, from, until, "停电 no power");
    }

    static Caller dispatcher(String account, String node) {
        return new Caller(account, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node))));
    }
}
