package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.Step.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a crew gives and takes at a stop, as both sides say it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOversTest extends BusDay {
    private String bagOf(String to, Booked... parcels) {
        String bag = work.bag(HUB, to);
        for (Booked each : parcels) {
            assertThat(work.does(ScanKind.BAG, HUB, each.barcode(), bag)).isEqualTo("AT_NODE");
        }
        return bag;
    }

    @Test
    void aRunFromManifestToProof() {
        Booked one = waiting(HUB, TOWN2);
        Booked two = waiting(HUB, TOWN2);
        Booked far = waiting(HUB, VILLAGE21);
        String bag = bagOf(TOWN2, one, two);
        at(7, 30);
        assertThat(run.trips(driver, date).trips())
                .extracting(RunSheet.Short::trip)
                .containsExactly(trip);
        assertThat(stop(HUB).collect())
                .extracting(item -> item.number() + " " + item.stage() + " " + item.parcels())
                .containsExactlyInAnyOrder(bag + " WAITING 2", far.barcode() + " WAITING 1");
        assertThat(stop(TOWN2).handOver()).isEmpty();

        assertThat(does(Kind.COLLECT, HUB, bag)).isEqualTo("LOADED");
        // The hub's worker loads the other; the driver says that he has it.
        assertThat(work.does(ScanKind.LOAD, HUB, far.barcode(), null)).isEqualTo("LOADED");
        assertThat(does(Kind.COLLECT, HUB, far.barcode())).isEqualTo("LOADED");
        at(8, 2);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(work.state(one)).isEqualTo("ON_TRIP");
        at(9, 1);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("AT_STOP");
        assertThat(work.state(two)).isEqualTo("AT_STOP");
        assertThat(work.state(far)).isEqualTo("ON_TRIP");
        assertThat(does(Kind.HAND_OVER, TOWN2, bag)).isEqualTo("SAID");
        assertThat(stop(TOWN2).handOver()).singleElement().satisfies(item -> {
            assertThat(item.word()).isEqualTo(HandOverTable.State.SAID);
            assertThat(item.takenBy()).isNull();
        });
        at(9, 5);
        assertThat(work.does(ScanKind.UNLOAD, TOWN2, null, bag)).isEqualTo("ARRIVED");
        assertThat(stop(TOWN2).handOver()).singleElement().satisfies(item -> {
            assertThat(item.word()).isEqualTo(HandOverTable.State.AGREED);
            assertThat(item.takenBy()).isEqualTo("KEEPER" + TOWN2);
            assertThat(item.takenAt()).isEqualTo(work.now());
            assertThat(item.parcels()).isEqualTo(2);
        });
        // Emptied afterwards, it is still known as what was handed over.
        assertThat(work.does(ScanKind.UNBAG, TOWN2, one.barcode(), null)).isEqualTo("READY");
        assertThat(stop(TOWN2).handOver()).extracting(RunSheet.Item::number).containsExactly(bag);
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + bag + " AGREED");
        assertThat(differences(bag)).isEmpty();
    }

    @Test
    void whatIsGivenAndNotTakenIsShortAtTheHubsDoor() {
        Booked parcel = loaded(TOWN2);
        driveTo(TOWN2);
        assertThat(does(Kind.HAND_OVER, TOWN2, parcel.barcode())).isEqualTo("SAID");
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + parcel.barcode() + " DISPUTED");
        assertThat(settled(TOWN2)).containsExactly("GIVEN " + parcel.barcode() + " DISPUTED");
        assertThat(differences(parcel.barcode())).containsExactly("SHORT " + TOWN2 + " " + HUB);
    }

    @Test
    void whatIsTakenAndNotGivenIsOverWhereTheCrewSpokeAtAll() {
        Booked said = loaded(TOWN2);
        Booked unsaid = loaded(TOWN2);
        driveTo(TOWN2);
        work.does(ScanKind.UNLOAD, TOWN2, said.barcode(), null);
        work.does(ScanKind.UNLOAD, TOWN2, unsaid.barcode(), null);
        assertThat(settled(TOWN2)).as("a crew that says nothing").isEmpty();
        assertThat(does(Kind.HAND_OVER, TOWN2, said.barcode())).isEqualTo("AGREED");
        assertThat(settled(TOWN2))
                .containsExactlyInAnyOrder(
                        "GIVEN " + said.barcode() + " AGREED", "GIVEN " + unsaid.barcode() + " DISPUTED");
        assertThat(differences(unsaid.barcode())).containsExactly("OVER " + TOWN2 + " " + HUB);
        assertThat(differences(said.barcode())).isEmpty();
    }

    @Test
    void whatTheNodeLoadedAndTheCrewDidNotTakeIsShortAtThatNode() {
        Booked taken = waiting(HUB, TOWN2);
        Booked other = waiting(HUB, TOWN2);
        at(7, 30);
        work.does(ScanKind.LOAD, HUB, taken.barcode(), null);
        work.does(ScanKind.LOAD, HUB, other.barcode(), null);
        does(Kind.COLLECT, HUB, taken.barcode());
        assertThat(settled(HUB))
                .containsExactlyInAnyOrder(
                        "TAKEN " + taken.barcode() + " AGREED", "TAKEN " + other.barcode() + " DISPUTED");
        assertThat(differences(other.barcode())).containsExactly("SHORT " + HUB + " " + HUB);
    }

    @Test
    void aNodeThatSaysNothingIsSettledWhenItsTimeIsOver() {
        Booked parcel = loaded(TOWN2);
        driveTo(TOWN2);
        does(Kind.HAND_OVER, TOWN2, parcel.barcode());
        at(10, 59);
        handOvers.settleOverdue();
        assertThat(differences(parcel.barcode())).isEmpty();
        at(11, 1);
        handOvers.settleOverdue();
        assertThat(differences(parcel.barcode())).hasSize(1);
    }

    @Test
    void whatWasLoadedByMistakeIsOffAgainAndOnRecord() {
        Booked parcel = loaded(TOWN2);
        String bag = bagOf(VILLAGE21, waiting(HUB, VILLAGE21));
        at(7, 40);
        assertThat(does(Kind.TAKE_OFF, HUB, bag)).isEqualTo("not-loaded");
        does(Kind.COLLECT, HUB, bag);
        assertThat(does(Kind.TAKE_OFF, HUB, bag)).isEqualTo("OPEN");
        assertThat(work.does(ScanKind.OFFLOAD, HUB, parcel.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.state(parcel)).isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT CONCAT(what, ' ', from_holder, ' ', to_holder) AS shown FROM log_custody WHERE barcode"
                                + " = ? ORDER BY seq DESC LIMIT 1",
                        row -> row.string("shown"),
                        parcel.barcode()))
                .containsExactly("OFFLOAD " + trip + " " + HUB);
        assertThat(work.does(ScanKind.OFFLOAD, TOWN2, parcel.barcode(), null)).isEqualTo("not-loaded");
        assertThat(does(Kind.COLLECT, HUB, parcel.barcode())).isEqualTo("LOADED");
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        assertThat(work.does(ScanKind.OFFLOAD, HUB, parcel.barcode(), null)).isEqualTo("on-trip");
    }
}
