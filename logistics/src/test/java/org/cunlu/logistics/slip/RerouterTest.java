package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.HAND_OVER;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** New ways for parcels from where they really are. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RerouterTest implements TestPropertyProvider {
    @Inject
    Valley valley;

    @Inject
    Rerouting rerouting;

    @Inject
    Transactions transactions;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("slips");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @AfterEach
    void allIsExplained() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aParcelThatWasNotPackedGoesByTheNextWayAndItsSlipIsWrittenOnce() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        assertThat(valley.way(parcel)).containsExactly("H>MORN/23>A1");
        valley.at(0, 8, 40);
        var cause = new Cause(SlipReason.MISSED_CUT_OFF, "departure:H/MORN/23", "system");
        assertThat(rerouting.reroute(List.of(parcel.barcode()), cause).rerouted())
                .isEqualTo(1);
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        assertThat(valley.first(parcel)).as("the first promise").isEqualTo(parcel.promised());
        assertThat(valley.slips(parcel)).containsExactly("MISSED_CUT_OFF 2026-11-23T14:10 system");
        assertThat(valley.told(parcel)).containsExactly("MISSED_CUT_OFF");
        var again = rerouting.reroute(List.of(parcel.barcode()), cause);
        assertThat(again.rerouted()).isZero();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(valley.slips(parcel)).hasSize(1);
        assertThat(rerouting.slips(List.of(parcel.barcode())).get(parcel.barcode()))
                .singleElement()
                .satisfies(slip -> {
                    assertThat(slip.promisedBefore()).isEqualTo(parcel.promised());
                    assertThat(slip.title()).contains("截单", "cut-off");
                });
    }

    @Test
    void whatTakesThePlaceOfAnEarlierPromiseTellsWhyItComesLater() {
        valley.at(0, 8, 40);
        var parcel = valley.book("H", "A1");
        var cause = new Cause(SlipReason.SHORT_PICK, "sister:1", "system");
        transactions.run(() -> rerouting.insteadOf(parcel.barcode(), parcel.promised(), cause));
        assertThat(valley.slips(parcel)).as("no later than promised").isEmpty();
        Instant first = parcel.promised().minusSeconds(1);
        transactions.run(() -> rerouting.insteadOf(parcel.barcode(), first, cause));
        transactions.run(() -> rerouting.insteadOf(parcel.barcode(), first.minusSeconds(1), cause));
        assertThat(valley.first(parcel)).isEqualTo(first);
        assertThat(valley.slips(parcel)).containsExactly("SHORT_PICK 2026-11-23T14:10 system");
        assertThat(rerouting.slips(List.of(parcel.barcode())).get(parcel.barcode()))
                .singleElement()
                .satisfies(slip -> assertThat(slip.promisedBefore()).isEqualTo(first));
        valley.at(0, 11, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(0, 14, 5);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
        assertThat(valley.slips(parcel)).as("it came as told").hasSize(1);
    }

    @Test
    void whatRidesOnATripGoesOnFromWhereItGetsOff() {
        valley.at(0, 6, 30);
        var parcel = valley.book("H", "B1");
        assertThat(valley.way(parcel)).containsExactly("H>NOON/23>B1");
        valley.at(0, 11, 30);
        valley.does(PACK, "H", parcel);
        assertThat(valley.does(OUT, "H", parcel)).isEqualTo("ON_TRIP");
        valley.at(0, 16, 0);
        var cause = new Cause(SlipReason.RAN_LATE, "late:NOON/23", "system");
        assertThat(rerouting.reroute(List.of(parcel.barcode()), cause).rerouted())
                .isEqualTo(1);
        assertThat(valley.way(parcel)).as("its place on the trip").containsExactly("H>NOON/23>B1");
        assertThat(valley.slips(parcel)).containsExactly("RAN_LATE 2026-11-23T16:10 system");
        valley.at(0, 16, 5);
        assertThat(valley.does(IN, "B1", parcel)).isEqualTo("READY");
    }

    @Test
    void whatIsReadyOrOverIsLeftAlone() {
        valley.at(0, 7, 0);
        var parcel = valley.book("A", "A");
        valley.does(PACK, "A", parcel);
        var cause = new Cause(SlipReason.ROAD_CLOSED, "closure:X", "system");
        assertThat(rerouting
                        .reroute(List.of(parcel.barcode(), "nothing"), cause)
                        .unchanged())
                .isEqualTo(2);
        assertThat(valley.slips(parcel)).isEmpty();
        assertThat(valley.does(HAND_OVER, "A", parcel)).as("waits still").isNotEqualTo("parcel-unknown");
    }

    @Test
    void anOrdersParcelWaitsUntilItsGoodsAreThereAgain() {
        valley.at(0, 7, 0);
        var parcel = valley.book("H", "A1");
        var cause = new Cause(SlipReason.SHORT_PICK, "short:1", "system", "两件缺货", Valley.moment(2, 9, 0));
        assertThat(rerouting.rerouteOrder(parcel.orderId(), cause).rerouted()).isEqualTo(1);
        assertThat(valley.way(parcel)).containsExactly("H>NOON/25>A1");
        assertThat(rerouting.rerouteOrder("NO-SUCH-ORDER", cause)).isEqualTo(new Rerouting.Outcome(0, 0, List.of()));
    }

    @Test
    void aCauseNamesItselfAndSaysWho() {
        assertThatThrownBy(() -> new Cause(SlipReason.RAN_LATE, "", "system"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cause(SlipReason.RAN_LATE, "k".repeat(97), "system"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cause(SlipReason.RAN_LATE, "钥匙", "system"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cause(SlipReason.RAN_LATE, "k", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Cause(SlipReason.RAN_LATE, "k".repeat(96), "system").key())
                .hasSize(96);
    }
}
