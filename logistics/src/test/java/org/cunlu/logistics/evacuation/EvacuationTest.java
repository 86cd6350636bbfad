package org.cunlu.logistics.evacuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.FOUND;
import static org.cunlu.logistics.StationWork.ScanKind.HAND_OVER;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOST;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.REFUSE;
import static org.cunlu.logistics.StationWork.ScanKind.RETURN;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.EvacuationDesk;
import org.cunlu.logistics.EvacuationDesk.Outcome;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeContents.What;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.slip.Valley;
import org.cunlu.logistics.slip.Valley.Parcel;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A station is suspended, and what lies there or comes there goes elsewhere. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvacuationTest implements TestPropertyProvider {
    private static final Caller DISPATCHER = dispatcher("H");

    @Inject
    Valley valley;

    @Inject
    Emptying emptying;

    @Inject
    Evacuations evacuations;

    @Inject
    StandInCatalog catalog;

    @Inject
    StockImport imports;

    @Inject
    Clearing clearing;

    @Inject
    Promises promises;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("evacuations");
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
        valley.becomes("A1", "OPEN");
        valley.becomes("A2", "OPEN");
        valley.over();
    }

    @Test
    void whatWaitsAtASuspendedStationGoesToTheOneThatServesItsPeopleNow() {
        Parcel parcel = readyAtA1();
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        assertThat(valley.station(parcel)).isEqualTo("A2");
        assertThat(valley.way(parcel)).as("the next van from there").containsExactly("A1>BACK/23>A", "A>EVE/23>A2");
        assertThat(valley.slips(parcel)).containsExactly("NODE_CLOSED 2026-11-23T17:10 tester");
        assertThat(valley.told(parcel)).as("to the buyer").containsExactly("NODE_CLOSED");
        assertThat(valley.does(HAND_OVER, "A1", parcel))
                .as("it waits there no more")
                .isNotEqualTo("HANDED_OVER");
        emptying.round();
        assertThat(valley.slips(parcel)).as("once").hasSize(1);
        valley.at(0, 11, 5);
        assertThat(valley.does(OUT, "A1", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 11, 30);
        assertThat(valley.does(IN, "A", parcel)).isEqualTo("AT_NODE");
        valley.at(0, 16, 5);
        assertThat(valley.does(OUT, "A", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 17, 0);
        assertThat(valley.does(IN, "A2", parcel)).isEqualTo("READY");
    }

    @Test
    void theDispatcherSeesWhatIsToBeTakenAwayAndByWhichDeparture() {
        Parcel parcel = readyAtA1();
        String sku = valley.sku("A1", 7);
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        EvacuationDesk.Sheet sheet = evacuations.sheet(DISPATCHER, "A1");
        assertThat(sheet.parcels())
                .filteredOn(each -> each.barcode().equals(parcel.barcode()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.state()).isEqualTo(ParcelState.AT_NODE);
                    assertThat(each.destination()).isEqualTo("A2");
                    assertThat(each.next().lineCode()).isEqualTo("BACK");
                });
        assertThat(sheet.stock())
                .filteredOn(each -> each.part().skuCode().equals(sku))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.pieces()).isEqualTo(7);
                    assertThat(each.to()).isEqualTo("A");
                });
        assertThat(sheet.evacuation().left()).extracting(Found::what).contains(What.PARCEL_HERE, What.STOCK);
        assertThat(evacuations.all(DISPATCHER)).singleElement().satisfies(each -> {
            assertThat(each.node()).isEqualTo("A1");
            assertThat(each.parcels()).containsEntry(Outcome.SENT_ON, 1L);
        });
        assertThat(evacuations.all(dispatcher("B"))).isEmpty();
        assertThatThrownBy(() -> evacuations.sheet(dispatcher("B"), "A1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("not-found"));
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM ker_trail WHERE act ="
                        + " 'logistics.read-evacuation.refused' AND subject = 'A1'"))
                .isEqualTo(1);
    }

    @Test
    void whatComesOrIsToPassGoesElsewhereAndWhatRidesThereGoesOnFromThere() {
        Parcel booked = valley.book("H", "A1");
        Parcel riding = valley.book("H", "A1");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", riding);
        valley.does(OUT, "H", riding);
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        assertThat(valley.way(booked)).containsExactly("H>MORN/23>A2");
        assertThat(valley.way(riding)).first().isEqualTo("H>MORN/23>A1");
        assertThat(valley.way(riding)).last().asString().endsWith(">A2");
        valley.at(0, 9, 30);
        assertThat(valley.does(IN, "A1", riding)).isEqualTo("AT_NODE");
        assertThat(valley.station(riding)).isEqualTo("A2");
    }

    @Test
    void whatLeavesASuspendedStationByItsOwnWayKeepsIt() {
        Parcel outward = valley.book("A1", "H");
        assertThat(valley.way(outward)).containsExactly("A1>BACK/23>H");
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        assertThat(valley.way(outward)).containsExactly("A1>BACK/23>H");
        assertThat(valley.slips(outward)).isEmpty();
        valley.at(0, 10, 50);
        valley.does(PACK, "A1", outward);
        valley.at(0, 11, 5);
        assertThat(valley.does(OUT, "A1", outward)).isEqualTo("ON_TRIP");
        assertThat(promises.promise("A1", "H", new Load(1000, 1000), valley.now()))
                .as("nothing new is promised from there")
                .isEqualTo(new Promise.Refused(Promise.Reason.NODE_NOT_OPEN));
    }

    @Test
    void whatWasRefusedThereGoesHomeAllTheSame() {
        Parcel parcel = readyAtA1();
        assertThat(says(REFUSE, parcel)).isEqualTo("REFUSED");
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        assertThat(says(RETURN, parcel)).isEqualTo("AT_NODE");
        assertThat(valley.way(parcel)).containsExactly("A1>BACK/23>H");
    }

    @Test
    void withoutAnotherStationItWaitsWhereItIsUntilThereIsOne() {
        Parcel parcel = readyAtA1();
        for (String node : List.of("A", "B", "A2", "B1")) {
            valley.becomes(node, "SUSPENDED");
        }
        valley.becomes("A1", "SUSPENDED");
        emptying.round();
        assertThat(valley.station(parcel)).isEqualTo("A1");
        assertThat(state(parcel)).as("its recipient may come still").isEqualTo("READY");
        assertThat(valley.slips(parcel)).isEmpty();
        for (String node : List.of("A", "B", "A2", "B1")) {
            valley.becomes(node, "OPEN");
        }
        valley.at(0, 9, 45);
        emptying.round();
        assertThat(state(parcel)).as("tried 5 minutes ago").isEqualTo("READY");
        valley.at(0, 9, 46);
        emptying.round();
        assertThat(state(parcel)).isEqualTo("AT_NODE");
        assertThat(valley.station(parcel)).isEqualTo("A2");
    }

    @Test
    void severalInstancesThatEmptyAtOnceSendEachOnOnce() throws Exception {
        Parcel parcel = readyAtA1();
        valley.becomes("A1", "SUSPENDED");
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Void> round = () -> {
                emptying.round();
                return null;
            };
            for (var done : threads.invokeAll(List.of(round, round, round, round))) {
                done.get();
            }
        }
        assertThat(valley.slips(parcel)).hasSize(1);
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_custody WHERE what = 'EVACUATE' AND barcode = '"
                        + parcel.barcode() + "'"))
                .isEqualTo(1);
    }

    @Test
    void whatTurnsUpAtAClosedStationGoesOnFromThere() {
        valley.load(
                "record,code,name,mode,days,capacity_kg,capacity_litres,line,seq,node,arrive,depart\n"
                        + "line,UP,UP,VAN,1234567,1000,9000,,,,,\nstop,,,,,,,UP,1,B1,15:30,15:30\nstop,,,,,,,UP,2,B,16:00,16:00\n");
        Parcel parcel = valley.book("H", "B1");
        valley.at(0, 11, 30);
        valley.does(PACK, "H", parcel);
        valley.at(0, 12, 0);
        valley.does(OUT, "H", parcel);
        valley.at(0, 15, 0);
        assertThat(valley.does(IN, "B1", parcel)).isEqualTo("READY");
        assertThat(says(LOST, "B1", parcel)).isEqualTo("LOST");
        valley.becomes("B1", "SUSPENDED");
        valley.becomes("B1", "CLOSED");
        assertThat(evacuations.all(DISPATCHER)).isEmpty();
        valley.at(0, 15, 5);
        assertThat(says(FOUND, "B1", parcel)).isEqualTo("READY");
        assertThat(evacuations.all(DISPATCHER)).extracting(each -> each.node()).containsExactly("B1");
        emptying.round();
        assertThat(state(parcel)).isEqualTo("AT_NODE");
        assertThat(valley.station(parcel)).isEqualTo("B");
        assertThat(valley.way(parcel)).containsExactly("B1>UP/23>B");
        assertThat(promises.promise("B1", "B", new Load(1000, 1000), valley.now()))
                .isEqualTo(new Promise.Refused(Promise.Reason.NODE_NOT_OPEN));
        valley.at(0, 15, 30);
        assertThat(valley.does(OUT, "B1", parcel)).isEqualTo("ON_TRIP");
        valley.becomes("B1", "PLANNED");
        valley.becomes("B1", "OPEN");
    }

    @Test
    void itsStockIsShippedByOneActAndWhatOrdersHoldStays() {
        String dry = valley.sku("A1", 7);
        String poison = catalog.sku("P" + valley.ids.next(), StorageClass.HAZARDOUS, false);
        imports.stock(new StringReader("sku_code,node_code,quantity\n" + poison + ",A1,3\n"), false, "tester");
        Parcel held = valley.book(dry, "A1", "H");
        var order = new EvacuationDesk.ClearingOrder("A");
        refused(() -> clearing.ship(DISPATCHER, "A1", order, "clear-A1-0002"), "node-not-at-rest");
        valley.becomes("A1", "SUSPENDED");
        refused(() -> clearing.ship(dispatcher("B"), "A1", order, "clear-A1-0003"), "not-found");
        refused(
                () -> clearing.ship(DISPATCHER, "A1", new EvacuationDesk.ClearingOrder("A1"), "clear-A1-0004"),
                "transfer-to-itself");
        refused(
                () -> clearing.ship(dispatcher("A"), "A1", new EvacuationDesk.ClearingOrder("B"), "clear-A1-0005"),
                "node-unknown");
        var cleared = clearing.ship(DISPATCHER, "A1", order, "clear-A1-0001");
        assertThat(cleared.transfers())
                .extracting(EvacuationDesk.ClearedClass::storageClass)
                .containsExactly(StorageClass.DRY, StorageClass.HAZARDOUS);
        assertThat(moved(dry)).isEqualTo(5);
        assertThat(moved(poison)).isEqualTo(3);
        assertThat(cleared.left()).as("of %s", held.orderId()).isEqualTo(2);
        assertThat(clearing.ship(DISPATCHER, "A1", order, "clear-A1-0001")).isEqualTo(cleared);
        refused(() -> clearing.ship(DISPATCHER, "A1", order, "clear-A1-0006"), "nothing-to-ship");
    }

    private long moved(String sku) {
        return valley.counted("SELECT SUM(shipped) AS n FROM log_transfer_line WHERE sku_code = '" + sku + "'");
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Parcel readyAtA1() {
        Parcel parcel = valley.book("H", "A1");
        valley.at(0, 7, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(0, 9, 30);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
        valley.at(0, 9, 40);
        return parcel;
    }

    private String says(ScanKind kind, Parcel parcel) {
        return says(kind, "A1", parcel);
    }

    private String says(ScanKind kind, String node, Parcel parcel) {
        var scan = ScanDraft.of(valley.ids.next(), "gun-1", kind, node)
                .madeAt(valley.now())
                .parcel(parcel.barcode())
                .reason("不要了")
                .scan();
        var result = valley.desk.scan(Valley.keeper(node), List.of(scan)).getFirst();
        return result.code() == null ? result.state() : result.code();
    }

    private String state(Parcel parcel) {
        return valley.sql
                .one("SELECT state FROM log_parcel WHERE barcode = ?", row -> row.string("state"), parcel.barcode())
                .orElseThrow();
    }

    private static Caller dispatcher(String node) {
        return new Caller(
                "DISPATCHER" + node, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node))));
    }
}
