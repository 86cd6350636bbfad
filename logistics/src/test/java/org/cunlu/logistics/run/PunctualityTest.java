package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.Punctuality.Progress;
import org.cunlu.logistics.run.Step.Kind;
import org.cunlu.logistics.standin.StandInTimetable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How late and how full a trip is, and what that means for what rides on it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PunctualityTest extends BusDay {
    @Test
    void theDispatcherSeesHowLateAndHowFullAndWhatWasReported() {
        at(7, 0);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.NOT_STARTED, 0));
        assertThat(row().load()).isEqualTo(new Fill(0, 0, 0, 0, 0));
        loaded(TOWN2);
        loaded(VILLAGE21);
        waiting(HUB, VILLAGE21);
        Fill load = row().load();
        assertThat(load.parcels()).isEqualTo(3);
        assertThat(load.left()).isEqualTo(2);
        assertThat(load.fillPercent())
                .isEqualTo((int) Math.ceil(Math.max(load.weightGrams() / 100.0, load.volumeCm3() / 10_000.0)));
        at(8, 20);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.NOT_STARTED, 20));
        assertThat(does(driver, report(Kind.LATE, 45))).isEqualTo("TOLD");
        assertThat(row().punctuality().lateMinutes()).isEqualTo(45);
        at(8, 30);
        does(Kind.DEPART, HUB, null);
        assertThat(row().punctuality())
                .as("what is seen counts more")
                .isEqualTo(new Punctuality(Progress.UNDER_WAY, 30));
        at(9, 30);
        assertThat(does(Kind.PASS, TOWN2, null)).isEqualTo("TOLD");
        assertThat(does(driver, report(Kind.BROKE_DOWN, null))).isEqualTo("TOLD");
        assertThat(does(driver, report(Kind.ROAD_CLOSED, null))).isEqualTo("TOLD");
        assertThat(row().reports())
                .extracting(TripBoard.Report::kind)
                .containsExactly(Kind.LATE, Kind.PASS, Kind.BROKE_DOWN, Kind.ROAD_CLOSED);
        assertThat(row().reports()).allMatch(report -> report.seenAt() == null);
        assertThat(does(Kind.HAND_OVER, TOWN2, "P99999999999")).isEqualTo("already-passed");
        assertThat(dispatch.seen(dispatcher, StandInTimetable.BUS, date).taken())
                .isEqualTo(4);
        assertThat(dispatch.seen(dispatcher, StandInTimetable.BUS, date).taken())
                .isZero();
        assertThat(row().reports()).noneMatch(report -> report.seenAt() == null);
        at(11, 0);
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.UNDER_WAY, 60));
    }

    @Test
    void whatRidesOnALateBusIsPromisedLaterWithTheReason() {
        Booked near = loaded(TOWN2);
        Booked far = loaded(VILLAGE21);
        at(8, 10);
        does(Kind.DEPART, HUB, null);
        assertThat(slips(near)).as("ten minutes are not told").isEmpty();
        assertThat(does(driver, report(Kind.LATE, 90))).isEqualTo("TOLD");
        assertThat(slips(near)).hasSize(1);
        assertThat(slips(far)).singleElement().satisfies(slip -> {
            assertThat(slip.reason()).isEqualTo(SlipReason.RAN_LATE);
            assertThat(slip.note()).isEqualTo("爆胎");
            assertThat(slip.promisedAfter()).isAfter(slip.promisedBefore());
        });
        at(9, 0);
        does(driver, report(Kind.LATE, 90));
        assertThat(slips(far)).as("the same again").hasSize(1);
    }

    private List<Rerouting.Slip> slips(Booked booked) {
        return rerouting.slips(List.of(booked.barcode())).getOrDefault(booked.barcode(), List.of());
    }
}
