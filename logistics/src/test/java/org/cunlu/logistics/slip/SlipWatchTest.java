package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels that are not where they should be by now are found, and it is told why. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlipWatchTest implements TestPropertyProvider {
    @Inject
    Valley valley;

    @Inject
    SlipWatch watch;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("slipwatch");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @AfterEach
    void allIsExplained() {
        assertThat(audit.violations()).isEmpty();
        valley.over();
    }

    @Test
    void whatWasNotPackedInTimeMissedItsCutOffButOnlyAfterTheGrace() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(0, 8, 30);
        watch.round();
        assertThat(valley.slips(parcel)).isEmpty();
        valley.at(0, 8, 31);
        watch.round();
        assertThat(valley.slips(parcel)).containsExactly("MISSED_CUT_OFF 2026-11-23T14:10 system");
        watch.round();
        assertThat(valley.slips(parcel)).hasSize(1);
        assertThat(valley.told(parcel)).hasSize(1);
    }

    @Test
    void whatWasPackedAfterItsDepartureMissedItsCutOffToo() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(0, 8, 10);
        valley.does(PACK, "H", parcel);
        valley.at(0, 8, 31);
        watch.round();
        assertThat(valley.slips(parcel)).containsExactly("MISSED_CUT_OFF 2026-11-23T14:10 system");
        goOn(parcel, 12, "A1", 14);
    }

    @Test
    void whatWasThereInTimeWasLeftBehind() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 50);
        valley.does(PACK, "H", parcel);
        valley.at(0, 8, 31);
        watch.round();
        assertThat(valley.slips(parcel)).containsExactly("LEFT_BEHIND 2026-11-23T14:10 system");
        goOn(parcel, 12, "A1", 14);
    }

    @Test
    void whatCameTooLateMissedItsConnection() {
        valley.at(0, 7, 0);
        var parcel = valley.book("A2", "B1");
        assertThat(valley.way(parcel)).hasSize(2);
        valley.does(PACK, "A2", parcel);
        valley.at(0, 10, 0);
        assertThat(valley.does(OUT, "A2", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 14, 6);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("AT_NODE");
        valley.at(0, 14, 36);
        watch.round();
        assertThat(valley.slips(parcel)).containsExactly("MISSED_CONNECTION 2026-11-24T15:10 system");
        valley.at(1, 14, 0);
        assertThat(valley.does(OUT, "A1", parcel)).isEqualTo("ON_TRIP");
        valley.at(1, 15, 0);
        assertThat(valley.does(IN, "B1", parcel)).isEqualTo("READY");
    }

    @Test
    void whatComesThoughItWasThoughtToBeLeftBehindIsBelieved() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        var inBag = valley.book("H", "A1");
        valley.at(0, 7, 50);
        valley.does(PACK, "H", parcel);
        valley.does(PACK, "H", inBag);
        String bag = valley.bag("H", "A1");
        valley.does(BAG, "H", inBag, bag);
        valley.at(0, 8, 31);
        watch.round();
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        valley.at(0, 9, 32);
        assertThat(valley.does(RECEIVE, "A1", parcel)).isEqualTo("READY");
        assertThat(valley.does(RECEIVE, "A1", null, bag)).isEqualTo("ARRIVED");
        assertThat(valley.does(UNBAG, "A1", inBag, bag)).isEqualTo("READY");
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_parcel_leg WHERE barcode = '" + parcel.barcode()
                        + "' AND line_code = 'MORN' AND arrived_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void aKeptScanOfTheDepartureThatWasThoughtMissedCounts() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 50);
        valley.does(PACK, "H", parcel);
        valley.at(0, 8, 31);
        watch.round();
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        assertThat(valley.kept(OUT, "H", parcel, Valley.moment(0, 7, 55))).isEqualTo("ON_TRIP");
        assertThat(valley.way(parcel)).containsExactly("H>MORN/23>A1");
        valley.at(0, 9, 32);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
    }

    @Test
    void aBagWithParcelsForTwoWaysDoesNotLeave() {
        valley.at(0, 7, 0);
        var near = valley.book("A2", "A1");
        var far = valley.book("A2", "B1");
        valley.at(0, 9, 30);
        valley.does(PACK, "A2", near);
        valley.does(PACK, "A2", far);
        String bag = valley.bag("A2", "A1");
        valley.does(BAG, "A2", near, bag);
        valley.does(BAG, "A2", far, bag);
        valley.transactions.run(
                () -> valley.sql.change("UPDATE log_parcel SET next_node = 'A' WHERE barcode = ?", far.barcode()));
        valley.at(0, 10, 0);
        assertThat(valley.does(OUT, "A2", null, bag)).isEqualTo("bag-other-way");
        valley.transactions.run(
                () -> valley.sql.change("UPDATE log_parcel SET next_node = 'A1' WHERE barcode = ?", far.barcode()));
        assertThat(valley.does(OUT, "A2", null, bag)).isEqualTo("ON_TRIP");
        valley.at(0, 11, 0);
        assertThat(valley.does(IN, "A1", null, bag)).isEqualTo("ARRIVED");
        assertThat(valley.does(UNBAG, "A1", near, bag)).isEqualTo("READY");
        assertThat(valley.does(UNBAG, "A1", far, bag)).isEqualTo("AT_NODE");
        valley.at(0, 14, 0);
        assertThat(valley.does(OUT, "A1", far)).isEqualTo("ON_TRIP");
        valley.at(0, 15, 0);
        assertThat(valley.does(IN, "B1", far)).isEqualTo("READY");
    }

    @Test
    void aTripThatRunsLateIsToldEverMoreSeldom() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(0, 7, 50);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        int rounds = 0;
        for (int minutes = 10 * 60; minutes < 20 * 60; minutes += 10, rounds++) {
            valley.at(0, minutes / 60, minutes % 60);
            watch.round();
        }
        assertThat(rounds).isEqualTo(60);
        assertThat(valley.slips(parcel)).hasSizeBetween(2, 5).first().isEqualTo("RAN_LATE 2026-11-23T11:10 system");
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
    }

    @Test
    void whatWasDueWhileNobodyWatchedIsFoundWhenTheClockHasMovedByADay() {
        valley.at(0, 7, 0);
        var parcels = new ArrayList<Valley.Parcel>();
        String sku = valley.sku("H", 240);
        for (int i = 0; i < 120; i++) {
            parcels.add(valley.book(sku, "H", "A1"));
        }
        valley.at(1, 7, 0);
        watch.round();
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.slips(parcel)).containsExactly("MISSED_CUT_OFF 2026-11-24T09:40 system");
        }
    }

    @Test
    void twoInstancesAtOnceWriteEachSlipOnce() throws Exception {
        valley.at(0, 7, 0);
        var parcels = new ArrayList<Valley.Parcel>();
        String sku = valley.sku("H", 200);
        for (int i = 0; i < 100; i++) {
            parcels.add(valley.book(sku, "H", "A1"));
        }
        valley.at(0, 9, 0);
        var properties = new HashMap<String, Object>(Valley.properties("slipwatch"));
        try (ApplicationContext other = ApplicationContext.run(properties, "test");
                var both = Executors.newFixedThreadPool(2)) {
            other.getBean(MovedClock.class).set(valley.now());
            SlipWatch there = other.getBean(SlipWatch.class);
            List<Callable<Boolean>> rounds = List.of(watch::round, there::round);
            for (var done : both.invokeAll(rounds)) {
                done.get();
            }
            assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_slip_watch WHERE held_until IS NOT NULL"))
                    .isZero();
            Transactions theirs = other.getBean(Transactions.class);
            assertThat(theirs.run(() -> other.getBean(WatchTable.class).take(60)))
                    .isTrue();
            assertThat(watch.round()).as("one at a time").isFalse();
            theirs.run(() -> other.getBean(WatchTable.class).release());
        }
        watch.round();
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.slips(parcel)).containsExactly("MISSED_CUT_OFF 2026-11-23T14:10 system");
            assertThat(valley.told(parcel)).hasSize(1);
        }
    }

    private void goOn(Valley.Parcel parcel, int leaves, String to, int arrives) {
        valley.at(0, leaves, 0);
        assertThat(valley.does(OUT, "H", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, arrives, 0);
        assertThat(valley.does(IN, to, parcel)).isEqualTo("READY");
    }
}
