package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.SORT;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Scans of a batch are written down some at a time, and each is answered as if it had come alone. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanBatchTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atSix() {
        work.at(6, 0);
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    private List<Booked> packed(int count) {
        var parcels = IntStream.range(0, count)
                .mapToObj(i -> work.book(VILLAGE11, TOWN1, VILLAGE12))
                .toList();
        parcels.forEach(parcel -> work.does(PACK, VILLAGE11, parcel.barcode(), null));
        return parcels;
    }

    private List<ScanResult> send(List<Scan> batch) {
        return work.desk.scan(Work.keeper(VILLAGE11), batch);
    }

    private List<Scan> intoTheBag(List<Booked> parcels, String bag) {
        return new ArrayList<>(parcels.stream()
                .map(parcel -> work.scan(BAG, VILLAGE11, parcel.barcode(), bag))
                .toList());
    }

    @Test
    void moreThanOneTransactionHoldsAreAllAppliedEachWithItsOwnRow() {
        var parcels = packed(60);
        String bag = work.bag(VILLAGE11, TOWN1);
        assertThat(send(intoTheBag(parcels, bag)))
                .hasSize(60)
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.APPLIED));
        assertThat(parcels)
                .allSatisfy(parcel -> assertThat(rows(parcel)).containsExactly("PACK APPLIED", "BAG APPLIED"));
    }

    @Test
    void theOneThatIsRefusedHindersNeitherThoseBeforeNorThoseAfterIt() {
        var parcels = packed(6);
        Booked unpacked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        String bag = work.bag(VILLAGE11, TOWN1);
        var batch = intoTheBag(parcels, bag);
        batch.add(0, work.scan(BAG, VILLAGE11, "CN1", bag));
        batch.add(3, work.scan(BAG, VILLAGE11, unpacked.barcode(), bag));
        batch.add(work.scan(BAG, VILLAGE11, parcels.getFirst().barcode(), bag));
        assertThat(send(batch))
                .extracting(Work::told)
                .containsExactly(
                        "misread",
                        "AT_NODE",
                        "AT_NODE",
                        "not-packed",
                        "AT_NODE",
                        "AT_NODE",
                        "AT_NODE",
                        "AT_NODE",
                        "in-bag");
        assertThat(rows(unpacked)).containsExactly("BAG REFUSED");
        assertThat(parcels.subList(1, 6))
                .allSatisfy(parcel -> assertThat(rows(parcel)).containsExactly("PACK APPLIED", "BAG APPLIED"));
    }

    @Test
    void theSameRowTwiceInOneBatchHasOneEffect() {
        Booked parcel = packed(1).getFirst();
        Scan sorted = work.scan(SORT, VILLAGE11, parcel.barcode(), null);
        assertThat(send(List.of(sorted, sorted, sorted)))
                .extracting(ScanResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.REPEATED, Outcome.REPEATED);
        assertThat(rows(parcel)).containsExactly("PACK APPLIED", "SORT APPLIED");
    }

    @Test
    void aBatchThatIsSentAgainIsAnsweredAsBeforeAndWhatIsNewInItIsApplied() {
        var parcels = packed(4);
        String bag = work.bag(VILLAGE11, TOWN1);
        var batch = intoTheBag(parcels, bag);
        var first = send(batch.subList(0, 2));
        var again = send(batch);
        assertThat(again)
                .extracting(ScanResult::outcome)
                .containsExactly(Outcome.REPEATED, Outcome.REPEATED, Outcome.APPLIED, Outcome.APPLIED);
        assertThat(again.subList(0, 2))
                .extracting(ScanResult::state)
                .isEqualTo(first.stream().map(ScanResult::state).toList());
    }

    @Test
    void whatIsPackedTogetherComesOffOneShelfAndOneThatMayNotBeHindersNoOther() {
        Booked first = work.book(VILLAGE11, TOWN1, VILLAGE12);
        var parcels = new ArrayList<>(List.of(first));
        for (int i = 0; i < 3; i++) {
            parcels.add(work.book(first.sku(), 0, true, VILLAGE11, TOWN1, VILLAGE12));
        }
        Booked unpaid = work.book(first.sku(), 0, false, VILLAGE11, TOWN1, VILLAGE12);
        parcels.add(2, unpaid);
        var batch = parcels.stream()
                .map(parcel -> work.scan(PACK, VILLAGE11, parcel.barcode(), null))
                .toList();
        assertThat(send(batch))
                .extracting(Work::told)
                .containsExactly("AT_NODE", "AT_NODE", "not-allocated", "AT_NODE", "AT_NODE");
        assertThat(work.sql.list(
                        "SELECT CONCAT(on_hand, ' ', allocated) AS held FROM log_stock_level WHERE sku_code = ?",
                        row -> row.string("held"),
                        first.sku()))
                .containsExactly("2 2");
        assertThat(rows(unpaid)).containsExactly("PACK REFUSED");
        assertThat(rows(first)).containsExactly("PACK APPLIED");
        assertThat(work.told(first)).containsExactly("AT_NODE");
    }

    @Test
    void packedByRivalsAtOnceInAnyOrderEachParcelIsFilledOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ScanBatchTest packers: seed " + seed);
        var random = new Random(seed);
        Booked first = work.book(VILLAGE11, TOWN1, VILLAGE12);
        var parcels = new ArrayList<>(List.of(first));
        for (int i = 0; i < 4; i++) {
            parcels.add(work.book(first.sku(), 0, true, VILLAGE11, TOWN1, VILLAGE12));
        }
        var orders = IntStream.range(0, 4)
                .mapToObj(i -> {
                    var shuffled = new ArrayList<>(parcels.stream()
                            .map(parcel -> work.scan(PACK, VILLAGE11, parcel.barcode(), null))
                            .toList());
                    Collections.shuffle(shuffled, random);
                    return shuffled;
                })
                .toList();
        var answers = Rivals.all(4, rival -> send(orders.get(rival)));
        assertThat(answers.stream().flatMap(List::stream))
                .filteredOn(result -> result.outcome() == Outcome.APPLIED)
                .hasSize(5);
        assertThat(work.sql.list(
                        "SELECT on_hand FROM log_stock_level WHERE sku_code = ?",
                        row -> row.number("on_hand"),
                        first.sku()))
                .containsExactly(0L);
    }

    @Test
    void sentByRivalsAtOnceInAnyOrderEachScanHasOneEffect() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ScanBatchTest rivals: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            var parcels = packed(12);
            var batch = intoTheBag(parcels, work.bag(VILLAGE11, TOWN1));
            var orders = IntStream.range(0, 4)
                    .mapToObj(i -> {
                        var shuffled = new ArrayList<>(batch);
                        Collections.shuffle(shuffled, random);
                        return shuffled;
                    })
                    .toList();
            var answers = Rivals.all(4, rival -> send(orders.get(rival)));
            assertThat(answers)
                    .allSatisfy(each -> assertThat(each).extracting(Work::told).containsOnly("AT_NODE"));
            assertThat(answers.stream().flatMap(List::stream))
                    .filteredOn(result -> result.outcome() == Outcome.APPLIED)
                    .hasSize(12);
        }
    }

    private List<String> rows(Booked parcel) {
        return work.sql.list(
                "SELECT CONCAT(kind, ' ', outcome) AS scan FROM log_scan WHERE barcode = ? ORDER BY scan_key",
                row -> row.string("scan"),
                parcel.barcode());
    }
}
