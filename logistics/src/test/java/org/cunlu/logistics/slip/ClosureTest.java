package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.OFFLOAD;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import org.cunlu.logistics.ClosingWays.Account;
import org.cunlu.logistics.ClosingWays.Wish;
import org.cunlu.logistics.Closure.Kind;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A dispatcher closes roads, lines and nodes, and all that is affected goes another way. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosureTest extends Closing {
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
}
