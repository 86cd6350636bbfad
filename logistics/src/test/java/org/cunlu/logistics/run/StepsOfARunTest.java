package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.run.Punctuality.Progress;
import org.cunlu.logistics.run.RunController.Batch;
import org.cunlu.logistics.run.Step.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Steps of a run in their order, late, kept and repeated. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepsOfARunTest extends BusDay {
    @Test
    void aLateBusIsLoadedBeyondItsTimeWhenTheScanNamesIt() {
        Booked parcel = waiting(HUB, TOWN2);
        at(8, 10);
        assertThat(work.does(ScanKind.LOAD, HUB, parcel.barcode(), null)).isEqualTo("departure-missed");
        assertThat(does(Kind.COLLECT, HUB, parcel.barcode())).isEqualTo("LOADED");
        at(8, 12);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.UNDER_WAY, 12));
        Booked toOther = waiting(HUB, TOWN1);
        assertThat(does(Kind.COLLECT, HUB, toOther.barcode())).isEqualTo("trip-other-way");
    }

    @Test
    void stopsAreTakenInTheirOrderAndOnce() {
        Booked parcel = loaded(VILLAGE21);
        at(7, 57);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("too-early");
        at(7, 59);
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("too-early");
        at(8, 0);
        assertThat(does(Kind.ARRIVE, TOWN1, null)).isEqualTo("not-a-stop");
        assertThat(does(Kind.DEPART, VILLAGE21, null)).isEqualTo("not-a-stop");
        assertThat(does(Kind.HAND_OVER, VILLAGE21, parcel.barcode())).isEqualTo("not-arrived");
        assertThat(work.state(parcel)).isEqualTo("LOADED");
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("ON_TRIP");
        assertThat(does(Kind.DEPART, HUB, null)).isEqualTo("already-departed");
        at(9, 0);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("AT_STOP");
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("already-arrived");
        assertThat(does(Kind.PASS, TOWN2, null)).isEqualTo("already-arrived");
        assertThat(does(Kind.HAND_OVER, TOWN2, parcel.barcode())).isEqualTo("other-stop");
        assertThat(does(Kind.HAND_OVER, TOWN2, "P99999999999")).isEqualTo("not-on-trip");
        assertThat(does(Kind.COLLECT, VILLAGE21, parcel.barcode())).isEqualTo("other-stop");
    }

    @Test
    void aStepThatContradictsAnotherStopIsRefusedAndOneThatOnlyComesLateIsNot() {
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        at(10, 5);
        does(Kind.ARRIVE, VILLAGE21, null);
        Instant sent = work.now();
        assertThat(kept(sent, stepAt(Kind.ARRIVE, TOWN2, 9, 2), stepAt(Kind.DEPART, TOWN2, 9, 12)))
                .containsExactly("AT_STOP", "ON_TRIP");
        at(10, 30);
        assertThat(does(Kind.DEPART, TOWN2, null)).isEqualTo("already-departed");
        assertThat(stop(TOWN2).departedAt()).isBefore(stop(VILLAGE21).arrivedAt());
        assertThat(row().punctuality()).isEqualTo(new Punctuality(Progress.DONE, 5));
        aNewDay();
        at(8, 0);
        does(Kind.DEPART, HUB, null);
        at(10, 0);
        does(Kind.ARRIVE, VILLAGE21, null);
        at(10, 30);
        assertThat(does(Kind.ARRIVE, TOWN2, null)).isEqualTo("out-of-order");
    }

    private Step stepAt(Kind kind, String node, int hour, int minute) {
        Instant now = work.now();
        at(hour, minute);
        Step step = step(kind, node, null);
        work.at(day, 0, 0);
        at(10, 5);
        assertThat(work.now()).isEqualTo(now);
        return step;
    }

    private List<String> kept(Instant sentAt, Step... steps) {
        return run.steps(driver, new Batch(List.of(steps), sentAt)).answers().stream()
                .map(BusDay::told)
                .toList();
    }

    /** What a phone kept in a valley: shuffled, with a clock that is a day off, and sent twice. */
    @Test
    void keptStepsAreTakenInTheOrderOfTheirTimesWhateverTheClockSays() {
        Booked parcel = loaded(TOWN2);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var steps = new ArrayList<Step>();
        steps.add(dayOff(Kind.DEPART, HUB, null, 8, 3));
        steps.add(dayOff(Kind.ARRIVE, TOWN2, null, 9, 4));
        steps.add(dayOff(Kind.HAND_OVER, TOWN2, parcel.barcode(), 9, 6));
        steps.add(dayOff(Kind.DEPART, TOWN2, null, 9, 11));
        steps.add(dayOff(Kind.ARRIVE, VILLAGE21, null, 10, 1));
        Collections.shuffle(steps, new Random(seed));
        at(12, 0);
        var batch = new Batch(List.copyOf(steps), work.now().plusSeconds(86_400));
        var first = run.steps(driver, batch);
        assertThat(first.clockOffSeconds()).isEqualTo(86_400);
        assertThat(first.answers()).allMatch(Answer::applied);
        assertThat(stop(TOWN2).arrivedAt()).isEqualTo(instant(9, 4));
        assertThat(stop(VILLAGE21).arrivedAt()).isEqualTo(instant(10, 1));
        assertThat(work.sql.list(
                        "SELECT at FROM log_custody WHERE barcode = ? AND what = 'DEPART'",
                        row -> row.instant("at"),
                        parcel.barcode()))
                .containsExactly(instant(8, 3));
        List<String> before = work.told(parcel);
        var again = run.steps(driver, batch).answers();
        assertThat(again).extracting(answer -> answer.outcome().name()).containsOnly("REPEATED");
        assertThat(again)
                .extracting(Answer::state)
                .containsExactlyElementsOf(
                        first.answers().stream().map(Answer::state).toList());
        assertThat(work.told(parcel)).isEqualTo(before);
    }

    private Step dayOff(Kind kind, String node, String thing, int hour, int minute) {
        at(hour, minute);
        Step step = step(kind, node, thing);
        return new Step(
                step.stepId(),
                step.device(),
                step.deviceTime().plusSeconds(86_400),
                kind,
                step.trip(),
                node,
                step.bag(),
                step.parcel(),
                null,
                null,
                null);
    }

    private Instant instant(int hour, int minute) {
        Instant now = work.now();
        at(hour, minute);
        Instant then = work.now();
        at(12, 0);
        assertThat(work.now()).isEqualTo(now);
        return then;
    }

    @Test
    void aStepOfMoreThanAWeekAgoIsTooOldAndOneOfAnotherBodyIsNoRepetition() {
        at(8, 0);
        Step step = step(Kind.DEPART, HUB, null);
        Step other = new Step(step.stepId(), "phone-1", null, Kind.ARRIVE, trip, TOWN2, null, null, null, null, null);
        assertThat(does(driver, step)).isEqualTo("ON_TRIP");
        assertThat(does(driver, other)).isEqualTo("step-id-reused");
        assertThat(does(driver, new Step("x", "phone-1", null, Kind.LATE, trip, null, null, null, 1_441, "堵", null)))
                .isEqualTo("step-invalid");
        assertThat(does(driver, new Step("y", "phone-1", null, Kind.LATE, trip, null, null, null, 10, " ", null)))
                .isEqualTo("step-invalid");
        assertThat(does(driver, new Step("z\n", "phone-1", null, Kind.LATE, trip, null, null, null, 10, "堵", null)))
                .isEqualTo("step-invalid");
        Step old = step(Kind.ARRIVE, TOWN2, null);
        Instant sent = work.now();
        work.at(day + 8, 8, 0);
        assertThat(run.steps(driver, new Batch(List.of(old), sent.plusSeconds(8 * 86_400)))
                        .answers()
                        .getFirst()
                        .code())
                .isEqualTo("too-old");
    }
}
