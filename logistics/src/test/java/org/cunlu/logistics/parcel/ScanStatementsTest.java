package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.SEAL;
import static org.cunlu.logistics.StationWork.ScanKind.SHELVE;
import static org.cunlu.logistics.StationWork.ScanKind.SORT;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What scans cost, in statements; what begins and ends a transaction is not counted. Nothing else runs meanwhile. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanStatementsTest implements TestPropertyProvider {
    /** With the commit six round trips. */
    private static final int ONE_MAX = 5;

    private static final int MANY = 100;

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Inject
    MeterRegistry meters;

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

    private int sent(Runnable work) {
        double before = meters.get("cunlu.sql.statements").functionCounter().count();
        work.run();
        return (int) (meters.get("cunlu.sql.statements").functionCounter().count() - before);
    }

    private int one(ScanKind kind, Booked parcel, String bag) {
        return one(scan(kind, parcel, bag));
    }

    private int one(Scan scan) {
        return sent(() -> assertThat(work.answer(scan)).matches("[A-Z_]+"));
    }

    private Scan scan(ScanKind kind, Booked parcel, String bag) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, VILLAGE11)
                .madeAt(work.now())
                .parcel(parcel == null ? null : parcel.barcode())
                .bag(bag)
                .place(kind == SHELVE || kind == SORT ? "A1" : null)
                .seal(kind == SEAL ? "S1" : null)
                .scan();
    }

    private List<Booked> packed(int count) {
        var parcels = IntStream.range(0, count)
                .mapToObj(i -> work.book(VILLAGE11, TOWN1, VILLAGE12))
                .toList();
        parcels.forEach(parcel -> work.does(PACK, VILLAGE11, parcel.barcode(), null));
        return parcels;
    }

    @Test
    void oneScanOfAParcelOrBagCostsFive() {
        var parcels = packed(3);
        String bag = work.bag(VILLAGE11, TOWN1);
        var costs = new ArrayList<String>();
        costs.add(cost(SORT, one(SORT, parcels.get(0), null)));
        costs.add(cost(SHELVE, one(SHELVE, parcels.get(0), null)));
        work.does(BAG, VILLAGE11, parcels.get(1).barcode(), bag);
        costs.add(cost(BAG, one(BAG, parcels.get(0), bag)));
        System.out.println("statements for one scan: " + costs);
        assertThat(costs)
                .allSatisfy(cost -> assertThat(Integer.parseInt(cost.replaceAll("\\D", "")))
                        .as(cost)
                        .isLessThanOrEqualTo(ONE_MAX));
        // What these do is more: two kinds of rows to look at, a code to be made out, legs, stock.
        assertThat(one(UNBAG, parcels.get(1), null)).isLessThanOrEqualTo(7);
        assertThat(one(SEAL, null, bag)).isLessThanOrEqualTo(7);
    }

    @Test
    void aHundredScansInABatchCostTwoEach() {
        var parcels = IntStream.range(0, MANY)
                .mapToObj(i -> work.book(VILLAGE11, TOWN1, VILLAGE12))
                .toList();
        String bag = work.bag(VILLAGE11, TOWN1);
        var costs = new ArrayList<String>();
        for (ScanKind kind : List.of(PACK, SORT, SHELVE, BAG, UNBAG)) {
            var batch = parcels.stream()
                    .map(parcel -> scan(kind, parcel, kind == BAG ? bag : null))
                    .toList();
            int cost = sent(() -> assertThat(work.desk.scan(Work.keeper(VILLAGE11), batch))
                    .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.APPLIED)));
            costs.add(cost(kind, cost));
            assertThat(cost).as(kind.name()).isLessThanOrEqualTo(kind == UNBAG ? 240 : 230);
            int again = sent(() -> assertThat(work.desk.scan(Work.keeper(VILLAGE11), batch))
                    .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.REPEATED)));
            assertThat(again).as(kind + " again").isLessThanOrEqualTo(5);
            costs.add(cost(kind, again) + " again");
        }
        System.out.println("statements for " + MANY + " scans in a batch: " + costs);
    }

    @Test
    void packedSentAndReceivedAParcelCostsFortyFive() {
        Booked parcel = work.book(VILLAGE11, TOWN1, VILLAGE12);
        var costs = new ArrayList<String>();
        costs.add(cost(PACK, one(PACK, parcel, null)));
        work.at(6, 30);
        costs.add(cost(OUT, one(OUT, parcel, null)));
        work.at(8, 30);
        costs.add(cost(IN, one(work.scan(IN, TOWN1, parcel.barcode(), null))));
        System.out.println("statements on a parcel's way: " + costs);
        assertThat(costs.stream()
                        .mapToInt(cost -> Integer.parseInt(cost.replaceAll("\\D", "")))
                        .sum())
                .isLessThanOrEqualTo(45);
    }

    private static String cost(ScanKind kind, int statements) {
        return kind + " " + statements;
    }
}
