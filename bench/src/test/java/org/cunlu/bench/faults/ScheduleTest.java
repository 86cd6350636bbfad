package org.cunlu.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.bench.faults.Schedule.Step;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SEED = 20261127;

    @Test
    void theSameSeedIsTheSameScheduleAndAnotherOneIsAnother() {
        assertThat(Schedule.draw(SEED, 5, 2)).isEqualTo(Schedule.draw(SEED, 5, 2));
        assertThat(Schedule.draw(SEED, 5, 2)).isNotEqualTo(Schedule.draw(SEED + 1, 5, 2));
    }

    @Test
    void aLongerRunBeginsAsAShorterOne() {
        List<List<Step>> shorter = Schedule.draw(SEED, 2, 2).rounds();

        assertThat(Schedule.draw(SEED, 7, 2).rounds().subList(0, shorter.size()))
                .isEqualTo(shorter);
    }

    @Test
    void onePlaceHasOneFaultAtATime() {
        for (List<Step> round : Schedule.draw(SEED, 200, 2).rounds()) {
            Map<Place, Integer> until = new HashMap<>();
            for (Step step : round) {
                assertThat(until.getOrDefault(step.place(), 0)).isLessThanOrEqualTo(step.atMillis());
                until.put(step.place(), step.atMillis() + step.forMillis());
            }
        }
    }

    @Test
    void everyFaultAndEveryPlaceComesAndLinesHaveTheirOwnFaults() {
        List<Step> steps = Schedule.draw(SEED, 200, 2).rounds().stream()
                .flatMap(List::stream)
                .toList();

        assertThat(steps).extracting(Step::fault).contains(Fault.values());
        // Two apps, four servers, and a line from each to each.
        assertThat(steps.stream().map(Step::place).distinct()).hasSize(2 + 4 + 8);
        assertThat(steps).allMatch(step -> step.fault().ofLine() == step.place().isLine());
    }

    @Test
    void aRunHasAMinuteAndAnInstanceAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.draw(SEED, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.draw(SEED, 1, 0));
    }
}
