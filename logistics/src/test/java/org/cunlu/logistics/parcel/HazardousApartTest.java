package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hazardous goods never share a bag with food, nor a vehicle that does not keep them apart. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HazardousApartTest implements TestPropertyProvider {
    private static final int RACES = 12;

    @Inject
    Work work;

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
    void nothingIsMixed() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void theRefusalNamesBothParcels() {
        Booked rice = packed(StorageClass.DRY);
        Booked poison = packed(StorageClass.HAZARDOUS);
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, rice.barcode(), bag);
        ScanResult told = scan(BAG, poison, bag);
        assertThat(told.code()).isEqualTo("bag-hazardous");
        assertThat(told.title()).contains(rice.barcode(), poison.barcode());
        assertThat(work.state(poison)).isEqualTo("AT_NODE");
    }

    @Test
    void eachScanOfABatchHasItsOwnAnswerInWhateverOrderItComes() {
        for (boolean foodFirst : List.of(true, false)) {
            Booked rice = packed(StorageClass.DRY);
            Booked cold = packed(StorageClass.CHILLED);
            Booked poison = packed(StorageClass.HAZARDOUS);
            String bag = work.bag(VILLAGE11, TOWN1);
            var food = List.of(
                    work.scan(BAG, VILLAGE11, rice.barcode(), bag), work.scan(BAG, VILLAGE11, cold.barcode(), bag));
            var other = work.scan(BAG, VILLAGE11, poison.barcode(), bag);
            var batch = foodFirst ? List.of(food.get(0), other, food.get(1)) : List.of(other, food.get(0), food.get(1));
            List<String> told = work.desk.scan(Work.keeper(VILLAGE11), batch).stream()
                    .map(Work::told)
                    .toList();
            assertThat(told)
                    .isEqualTo(
                            foodFirst
                                    ? List.of("AT_NODE", "bag-hazardous", "AT_NODE")
                                    : List.of("AT_NODE", "bag-hazardous", "bag-hazardous"));
        }
    }

    @Test
    void ofTwoWorkersWhoBagRiceAndPesticideAtOnceOneIsRefused() throws Exception {
        try (var workers = Executors.newFixedThreadPool(2)) {
            for (int race = 0; race < RACES; race++) {
                Booked rice = packed(StorageClass.DRY);
                Booked poison = packed(StorageClass.HAZARDOUS);
                String bag = work.bag(VILLAGE11, TOWN1);
                var start = new CyclicBarrier(2);
                List<Callable<String>> both = List.of(
                        () -> {
                            start.await();
                            return work.does(BAG, VILLAGE11, rice.barcode(), bag);
                        },
                        () -> {
                            start.await();
                            return work.does(BAG, VILLAGE11, poison.barcode(), bag);
                        });
                var answers =
                        workers.invokeAll(both).stream().map(Future::resultNow).toList();
                assertThat(answers).containsExactlyInAnyOrder("AT_NODE", "bag-hazardous");
                assertThat(audit.violations()).isEmpty();
            }
        }
    }

    @Test
    void aBagWithPesticideDeepInsideTakesNoFoodAtAnyLevel() {
        Booked poison = packed(StorageClass.HAZARDOUS);
        Booked other = packed(StorageClass.HAZARDOUS);
        Booked rice = packed(StorageClass.DRY);
        Booked tea = packed(StorageClass.DRY);
        String inner = work.bag(VILLAGE11, TOWN1);
        String outer = work.bag(VILLAGE11, TOWN1);
        String food = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, poison.barcode(), inner);
        work.does(BAG, VILLAGE11, other.barcode(), outer);
        assertThat(nest(outer, inner).outcome().name()).isEqualTo("APPLIED");
        work.does(BAG, VILLAGE11, tea.barcode(), food);
        ScanResult told = nest(outer, food);
        assertThat(told.code()).isEqualTo("bag-hazardous");
        assertThat(told.title()).contains(tea.barcode());
        assertThat(scan(BAG, rice, inner).code()).isEqualTo("bag-hazardous");
    }

    @Test
    void theAuditSeesAMixedBagByItsParcels() {
        Booked rice = packed(StorageClass.DRY);
        Booked tea = packed(StorageClass.DRY);
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, rice.barcode(), bag);
        work.does(BAG, VILLAGE11, tea.barcode(), bag);
        String change = "UPDATE log_parcel SET storage_class = ? WHERE barcode = ?";
        work.transactions.run(() -> work.sql.change(change, "HAZARDOUS", tea.barcode()));
        assertThat(audit.violations().toString()).contains("no bag holds hazardous goods and food", bag);
        work.transactions.run(() -> work.sql.change(change, "DRY", tea.barcode()));
    }

    @Test
    void aVehicleWithoutACompartmentOfItsOwnTakesNoHazardousGoods() {
        Booked poison = atTown(StorageClass.HAZARDOUS);
        Booked rice = atTown(StorageClass.DRY);
        work.at(14, 30);
        for (ScanKind kind : List.of(LOAD, OUT)) {
            ScanResult told = work.desk
                    .scan(Work.keeper(TOWN1), List.of(work.scan(kind, TOWN1, poison.barcode(), null)))
                    .getFirst();
            assertThat(told.code()).isEqualTo("trip-hazardous");
            assertThat(told.title()).contains(poison.barcode(), "T1-V12");
        }
        String bag = work.bag(TOWN1, VILLAGE12);
        work.does(BAG, TOWN1, poison.barcode(), bag);
        assertThat(work.does(LOAD, TOWN1, null, bag)).isEqualTo("trip-hazardous");
        assertThat(work.does(LOAD, TOWN1, rice.barcode(), null)).isEqualTo("LOADED");
    }

    @Test
    void aWarmVanTakesNothingThatMustBeKeptCoolAloneOrInABag() {
        work.at(6, 30);
        Booked milk = work.book(StorageClass.CHILLED, 0, HUB, GATEWAY);
        Booked rice = work.book(StorageClass.DRY, 0, HUB, GATEWAY);
        for (Booked each : List.of(milk, rice)) {
            assertThat(work.does(PACK, HUB, each.barcode(), null)).isEqualTo("AT_NODE");
        }
        work.at(16, 30);
        for (ScanKind kind : List.of(LOAD, OUT)) {
            assertThat(work.does(kind, HUB, milk.barcode(), null)).isEqualTo("trip-class");
        }
        String bag = work.bag(HUB, GATEWAY);
        work.does(BAG, HUB, milk.barcode(), bag);
        assertThat(work.does(LOAD, HUB, null, bag)).isEqualTo("trip-class");
        assertThat(work.does(LOAD, HUB, rice.barcode(), null)).isEqualTo("LOADED");
    }

    private Booked atTown(StorageClass goods) {
        work.at(6, 30);
        Booked booked = packed(goods);
        assertThat(work.does(OUT, VILLAGE11, booked.barcode(), null)).isEqualTo("ON_TRIP");
        work.at(7, 40);
        assertThat(work.does(IN, TOWN1, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private Booked packed(StorageClass goods) {
        Booked booked = work.book(goods, 0, VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private ScanResult scan(ScanKind kind, Booked booked, String bag) {
        return work.desk
                .scan(Work.keeper(VILLAGE11), List.of(work.scan(kind, VILLAGE11, booked.barcode(), bag)))
                .getFirst();
    }

    private ScanResult nest(String outer, String inner) {
        return work.desk
                .scan(
                        Work.keeper(VILLAGE11),
                        List.of(ScanDraft.of(work.ids.next(), "gun-1", BAG, VILLAGE11)
                                .madeAt(work.now())
                                .bag(outer)
                                .inner(inner)
                                .scan()))
                .getFirst();
    }
}
