package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.FOUND;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOST;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.REFUSE;
import static org.cunlu.logistics.StationWork.ScanKind.RETURN;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.difference.Decider;
import org.cunlu.logistics.homecoming.Inspector;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Goods of parcels that nobody took go back into the stock as what they are; parcels given up go home if they turn up. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComingHomeTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Inspector inspector;

    @Inject
    Decider decider;

    @Inject
    Stock stock;

    @Inject
    StockImport imports;

    @Inject
    StandInCatalog catalog;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatCameHomeIsPutBackAsWhatItIsByWhoeverHasIt() {
        Booked booked = cameHome(StorageClass.DRY);
        assertThat(waiting(booked)).containsExactly(booked.sku() + "//2");
        assertThat(free(booked)).isEqualTo(8);
        inspect(booked, booked.sku() + "//AVAILABLE/1", booked.sku() + "//DAMAGED/1");
        assertThat(free(booked)).isEqualTo(9);
        assertThat(parts(booked)).containsExactly("AVAILABLE 9", "DAMAGED 1");
        assertThat(waiting(booked)).isEmpty();
        refused("already-inspected", () -> inspect(booked, booked.sku() + "//AVAILABLE/2"));
    }

    @Test
    void theSameInspectionAgainIsOne() {
        Booked booked = cameHome(StorageClass.DRY);
        for (int i = 0; i < 2; i++) {
            inspector.inspect(
                    Work.keeper(VILLAGE11), VILLAGE11, booked.barcode(), "key-of-" + booked.barcode(), all(booked));
        }
        assertThat(free(booked)).isEqualTo(10);
    }

    @Test
    void ofManyWhoInspectAtOnceOneDoes() throws Exception {
        Booked booked = cameHome(StorageClass.DRY);
        var done = Rivals.all(6, rival -> {
            try {
                inspect(booked, all(booked));
                return "done";
            } catch (ProblemException e) {
                return e.code();
            }
        });
        assertThat(done).containsOnlyOnce("done").containsOnly("done", "already-inspected");
        assertThat(free(booked)).isEqualTo(10);
    }

    @Test
    void everyPieceThatWasPickedIsAccountedForByLotAndNoMore() {
        String sku = catalog.sku("H" + work.ids.next(), StorageClass.DRY, true);
        String first = "L" + work.ids.next();
        String second = "M" + work.ids.next();
        catalog.lot(first, sku, LocalDate.parse("2026-12-01"));
        catalog.lot(second, sku, LocalDate.parse("2027-12-01"));
        imports.stock(
                new StringReader("sku_code,node_code,lot_code,expires_on,quantity\n" + sku + "," + VILLAGE11 + ","
                        + first + ",,1\n" + sku + "," + VILLAGE11 + "," + second + ",,5\n"),
                false,
                "tester");
        Booked booked = work.book(sku, 0, true, VILLAGE11);
        home(booked);
        assertThat(waiting(booked)).containsExactlyInAnyOrder(sku + "/" + first + "/1", sku + "/" + second + "/1");
        refused("inspection-differs", () -> inspect(booked, sku + "/" + second + "/AVAILABLE/2"));
        refused(
                "inspection-differs",
                () -> inspect(booked, sku + "/" + first + "/AVAILABLE/1", sku + "/" + second + "/AVAILABLE/2"));
        refused("inspection-differs", () -> inspect(booked, sku + "/" + first + "/AVAILABLE/1"));
        work.at(30, 9, 0);
        refused(
                "lot-expired",
                () -> inspect(booked, sku + "/" + first + "/AVAILABLE/1", sku + "/" + second + "/AVAILABLE/1"));
        inspect(booked, sku + "/" + first + "/MISSING/1", sku + "/" + second + "/QUARANTINED/1");
        assertThat(parts(booked)).contains("QUARANTINED 1", "AVAILABLE 4");
        assertThat(free(booked)).isEqualTo(4);
    }

    @Test
    void whatMustBeKeptCoolIsNotSoldAgain() {
        Booked booked = cameHome(StorageClass.CHILLED);
        refused("perishable-not-resold", () -> inspect(booked, all(booked)));
        inspect(booked, booked.sku() + "//DAMAGED/2");
        assertThat(free(booked)).isEqualTo(8);
    }

    @Test
    void aParcelThatIsNotHomeOrAnothersIsNotInspected() {
        Booked ready = work.book(VILLAGE11);
        work.does(PACK, VILLAGE11, ready.barcode(), null);
        refused("not-returned", () -> inspect(ready, all(ready)));
        Booked booked = cameHome(StorageClass.DRY);
        refused("not-found", () -> inspector.inspect(Work.keeper(VILLAGE12), VILLAGE12, booked.barcode(), all(booked)));
        refused("not-found", () -> inspector.inspect(Work.keeper(VILLAGE12), VILLAGE11, booked.barcode(), all(booked)));
    }

    @Test
    void whatTheWholeParcelLacksComesBackAsNothing() {
        Booked booked = cameHome(StorageClass.DRY);
        inspect(booked, booked.sku() + "//MISSING/2");
        assertThat(free(booked)).isEqualTo(8);
    }

    @Test
    void aLostParcelIsGivenUpOnceWhenSomebodyPaysAndGoesHomeIfItTurnsUp() {
        Booked booked = lost();
        String difference = decider.about(booked.barcode());
        decider.decide(difference, Reason.NODE_PAYS);
        decider.decide(difference, Reason.NODE_PAYS);
        assertThat(givenUp(booked)).hasSize(1);
        assertThat(givenUp(booked).getFirst()).contains("\"reason\":\"NODE_PAYS\"", "\"payingNode\":\"" + VILLAGE11);
        work.at(14, 0);
        // It lay at the township all the time; nobody waits for it any more, so it goes where it came from.
        assertThat(work.does(FOUND, TOWN1, booked.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT CONCAT(going_back, ' ', cash_due_fen, ' ', next_node) AS so FROM log_parcel"
                                + " WHERE barcode = ?",
                        row -> row.string("so"),
                        booked.barcode()))
                .containsExactly("1 0 " + VILLAGE11);
        work.does(OUT, TOWN1, booked.barcode(), null);
        work.at(15, 45);
        assertThat(work.does(IN, VILLAGE11, booked.barcode(), null)).isEqualTo("RETURNED");
        inspect(booked, all(booked));
    }

    @Test
    void aDifferenceThatIsClosedOtherwiseGivesNothingUp() {
        Booked booked = lost();
        decider.decide(decider.about(booked.barcode()), Reason.MISCOUNTED);
        assertThat(givenUp(booked)).isEmpty();
    }

    @Test
    void whatIsFoundFirstIsNotGivenUpAndTheOtherWayRound() throws Exception {
        for (int round = 0; round < 6; round++) {
            work.at(7, 0);
            Booked booked = lost();
            String difference = decider.about(booked.barcode());
            work.at(8, 30);
            var ended = Rivals.all(2, rival -> {
                try {
                    if (rival == 0) {
                        decider.decide(difference, Reason.WRITTEN_OFF);
                        return "given up";
                    }
                    return work.does(FOUND, TOWN1, booked.barcode(), null);
                } catch (ProblemException e) {
                    return e.code();
                }
            });
            boolean gaveUp = ended.contains("given up");
            assertThat(ended).contains("AT_NODE");
            assertThat(givenUp(booked)).hasSize(gaveUp ? 1 : 0);
            assertThat(work.sql.list(
                            "SELECT going_back FROM log_parcel WHERE barcode = ?",
                            row -> row.flag("going_back"),
                            booked.barcode()))
                    .as("%s", ended)
                    .containsExactly(gaveUp);
        }
    }

    /** From the village to the township's other village; lost at the township. */
    private Booked lost() {
        Booked booked = work.book(StorageClass.DRY, 900, VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        work.does(OUT, VILLAGE11, booked.barcode(), null);
        work.at(8, 0);
        work.does(IN, TOWN1, booked.barcode(), null);
        assertThat(because(LOST, TOWN1, booked)).isEqualTo("LOST");
        return booked;
    }

    private Booked cameHome(StorageClass storageClass) {
        Booked booked = work.book(storageClass, 0, VILLAGE11);
        home(booked);
        return booked;
    }

    /** Collected where it stands, which its buyer refuses to do. */
    private void home(Booked booked) {
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("READY");
        assertThat(because(REFUSE, VILLAGE11, booked)).isEqualTo("REFUSED");
        assertThat(because(RETURN, VILLAGE11, booked)).isEqualTo("RETURNED");
    }

    private String because(ScanKind kind, String node, Booked booked) {
        return work.answer(ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .reason("不要了")
                .scan());
    }

    private static String[] all(Booked booked) {
        return new String[] {booked.sku() + "//AVAILABLE/2"};
    }

    private void inspect(Booked booked, String... parts) {
        inspector.inspect(Work.keeper(VILLAGE11), VILLAGE11, booked.barcode(), parts);
    }

    private List<String> waiting(Booked booked) {
        return inspector.waiting(Work.keeper(VILLAGE11), VILLAGE11, booked.barcode());
    }

    private long free(Booked booked) {
        return stock.available(List.of(booked.sku()), List.of(VILLAGE11)).get(new SkuAtNode(booked.sku(), VILLAGE11));
    }

    private List<String> parts(Booked booked) {
        return work.sql.list(
                "SELECT CONCAT(status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ? AND on_hand > 0"
                        + " ORDER BY part",
                row -> row.string("part"),
                booked.sku());
    }

    private List<String> givenUp(Booked booked) {
        return work.sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.parcel-given-up' AND subject = ?",
                row -> row.string("payload"),
                booked.barcode());
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
