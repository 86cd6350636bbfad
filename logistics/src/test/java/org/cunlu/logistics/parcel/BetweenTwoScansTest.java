package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.REFUSE;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Race;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.withheld.RecallByHand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A rival comes exactly between two steps of a scan, a pickup or a recall. Each row is an interleaving: where he comes, what the
 * first is told, what he is told, and what is there then. {@code !} says that he has to wait.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BetweenTwoScansTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    RecallByHand recalls;

    @Inject
    StandInCatalog catalog;

    @Inject
    StockBook book;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(Room.properties());
        // What is called back here is nobody else's matter.
        properties.putAll(TestServers.properties("betweentwoscans", Server.DATABASE));
        return properties;
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     already-packed, AT_NODE, AT_NODE",
        "scanning.taken!,    AT_NODE, already-packed, AT_NODE",
        "scanning.committed, AT_NODE, already-packed, AT_NODE",
    })
    void aParcelIsPackedByOneOfTwo(String moment, String first, String rival, String end) {
        Booked booked = onWay();
        new Race(scans(pack(booked)), scans(pack(booked)), () -> work.state(booked)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     AT_NODE again, AT_NODE,       1",
        "scanning.taken!,    AT_NODE,       AT_NODE again, 1",
        "scanning.committed, AT_NODE,       AT_NODE again, 1",
    })
    void theSameScanIsAnsweredTwiceAndDoneOnce(String moment, String first, String rival, String end) {
        Booked booked = onWay();
        Scan scan = pack(booked);
        new Race(scans(scan), scans(scan), () -> String.valueOf(picked(booked))).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     withdrawn, true,  WITHDRAWN",
        "scanning.taken!,    AT_NODE,   false, AT_NODE",
        "scanning.committed, AT_NODE,   false, AT_NODE",
    })
    void whatIsPackedIsNotWithdrawn(String moment, String first, String rival, String end) {
        Booked booked = onWay();
        new Race(
                        scans(pack(booked)),
                        () -> String.valueOf(work.transactions.run(() -> work.shipments.withdraw(booked.orderId()))),
                        () -> work.state(booked))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     on-trip, ON_TRIP, ON_TRIP",
        "scanning.taken!,    ON_TRIP, on-trip, ON_TRIP",
        "scanning.committed, ON_TRIP, on-trip, ON_TRIP",
    })
    void oneOfTwoLoadsIt(String moment, String first, String rival, String end) {
        Booked booked = onWay();
        scans(pack(booked)).get();
        Supplier<Scan> out = () -> work.scan(OUT, VILLAGE11, booked.barcode(), null);
        new Race(scans(out.get()), scans(out.get()), () -> work.state(booked)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     pickup-code-wrong, HANDED_OVER,       HANDED_OVER",
        "scanning.taken!,    HANDED_OVER,       pickup-code-wrong, HANDED_OVER",
        "scanning.committed, HANDED_OVER,       pickup-code-wrong, HANDED_OVER",
    })
    void itIsPickedUpOnce(String moment, String first, String rival, String end) {
        Booked booked = ready(work.book(VILLAGE11));
        new Race(scans(handOver(booked)), scans(handOver(booked)), () -> work.state(booked))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     pickup-code-wrong, REFUSED,     REFUSED",
        "scanning.taken!,    HANDED_OVER, handed-over, HANDED_OVER",
        "scanning.committed, HANDED_OVER, handed-over, HANDED_OVER",
    })
    void whatIsRefusedAtTheCounterIsNotPickedUp(String moment, String first, String rival, String end) {
        Booked booked = ready(work.book(VILLAGE11));
        Scan refuse = refusal(booked);
        new Race(scans(handOver(booked)), scans(refuse), () -> work.state(booked)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     lot-short, 2 held 0 here 0 gone, BOOKED",
        "scanning.taken!,    READY,     2 held 1 here 0 gone, READY",
        "scanning.committed, READY,     2 held 1 here 0 gone, READY",
    })
    void whatIsCalledBackWhileItIsPackedIsFoundOrNotPacked(String moment, String first, String rival, String end) {
        Lot lot = lot();
        new Race(scans(pack(lot.booked())), () -> recalls.call(lot.code()), () -> work.state(lot.booked()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "recalling.opened,  2 held 1 here 0 gone, READY,     READY",
        "recalling.called!, 2 held 0 here 0 gone, lot-short, BOOKED",
    })
    void whatIsPackedWhileItIsCalledBackIsFoundOrNotPacked(String moment, String first, String rival, String end) {
        Lot lot = lot();
        new Race(() -> recalls.call(lot.code()), scans(pack(lot.booked())), () -> work.state(lot.booked()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "scanning.asked,     recalled,    2 held 1 here 0 gone, READY",
        "scanning.taken!,    HANDED_OVER, 2 held 0 here 1 gone, HANDED_OVER",
        "scanning.committed, HANDED_OVER, 2 held 0 here 1 gone, HANDED_OVER",
    })
    void whatIsCalledBackAtTheCounterStaysThereOrIsKnownToBeGone(
            String moment, String first, String rival, String end) {
        Lot lot = lot();
        ready(lot.booked());
        new Race(scans(handOver(lot.booked())), () -> recalls.call(lot.code()), () -> work.state(lot.booked()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "recalling.opened, 2 held 0 here 1 gone, HANDED_OVER, HANDED_OVER",
        "recalling.called!, 2 held 1 here 0 gone, recalled,   READY",
    })
    void whatIsPickedUpWhileItIsCalledBackIsKnownToBeGoneOrStays(
            String moment, String first, String rival, String end) {
        Lot lot = lot();
        ready(lot.booked());
        new Race(() -> recalls.call(lot.code()), scans(handOver(lot.booked())), () -> work.state(lot.booked()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "once.taken,        already-called-back, 2 held 0 here 0 gone, 1",
        "recalling.opened!, 2 held 0 here 0 gone, already-called-back, 1",
        "recalling.called!, 2 held 0 here 0 gone, already-called-back, 1",
    })
    void aLotIsCalledBackOnce(String moment, String first, String rival, String end) {
        Lot lot = lot();
        new Race(
                        () -> recalls.call(lot.code()),
                        () -> recalls.call(lot.code()),
                        () -> String.valueOf(
                                number("SELECT COUNT(*) AS n FROM log_recall WHERE lot_code = ?", lot.code())))
                .run(moment, first, rival, end);
    }

    /** A lot of four, two of which are ordered and to be packed where they are collected. */
    private record Lot(String code, Booked booked) {}

    private Lot lot() {
        String sku = catalog.sku("L" + work.ids.next(), StorageClass.DRY, true);
        String code = "L" + work.ids.next();
        catalog.lot(code, sku, Work.DAY.plusDays(90));
        var part = new StockPart(sku, VILLAGE11, code, StockOwner.OWN, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, VILLAGE11, null, "keeper", null, null, null);
        work.transactions.run(() -> book.post(act, List.of(new Change(part, 4))));
        return new Lot(code, work.book(sku, 0, true, VILLAGE11));
    }

    private Booked onWay() {
        return work.book(VILLAGE11, TOWN1, VILLAGE12);
    }

    private Booked ready(Booked booked) {
        assertThat(scans(pack(booked)).get()).isEqualTo("READY");
        return booked;
    }

    private Scan pack(Booked booked) {
        return work.scan(PACK, VILLAGE11, booked.barcode(), null);
    }

    private Scan handOver(Booked booked) {
        return work.handOver(VILLAGE11, null, work.code(booked), null);
    }

    private Scan refusal(Booked booked) {
        return new Scan(
                work.ids.next(),
                "gun-1",
                work.now(),
                REFUSE,
                VILLAGE11,
                booked.barcode(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "不要了",
                null,
                null,
                null);
    }

    /** @return the state that it has then, or why not; {@code again} behind an answer that was given before */
    private Supplier<String> scans(Scan scan) {
        return () -> {
            var result = work.desk.scan(Work.keeper(scan.node()), List.of(scan)).getFirst();
            return Work.told(result) + (result.outcome() == Outcome.REPEATED ? " again" : "");
        };
    }

    private long picked(Booked booked) {
        return number(
                "SELECT COUNT(*) AS n FROM log_stock_movement WHERE kind = 'PICKED' AND cause_id = ?",
                booked.orderId());
    }

    private long number(String sql, Object... arguments) {
        return work.transactions.read(
                () -> work.sql.one(sql, row -> row.number("n"), arguments).orElseThrow());
    }
}
