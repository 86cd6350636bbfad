package org.cunlu.bench.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void theMedianIsTheMiddleOneOrBetweenTheTwo() {
        assertThat(Figures.Spread.of(new double[] {9, 1, 4})).isEqualTo(new Figures.Spread(4, 1, 9));
        assertThat(Figures.Spread.of(new double[] {9, 1, 4, 5})).isEqualTo(new Figures.Spread(4.5, 1, 9));
    }

    @Test
    void whatWasRefusedIsNoThroughput() {
        var round = new Round(Duration.ofSeconds(2), Map.of(Turn.DONE, 10L, "sold-out", 1000L), new Histogram(1000, 3));
        assertThat(round.perSecond()).isEqualTo(5);
        assertThat(new Figures(List.of(round, round)).outcomes()).containsEntry("sold-out", 2000L);
    }

    @Test
    void eachClientEndsWithAWholeTurnAndAllOfThemCount() {
        var round = ClosedLoop.run(
                List.of(() -> Turn.done(5_000_000), () -> new Turn("sold-out", 0)), Duration.ofMillis(50));
        assertThat(round.outcomes()).containsOnlyKeys(Turn.DONE, "sold-out");
        assertThat(round.micros().getTotalCount()).isEqualTo(round.outcomes().get(Turn.DONE));
        assertThat(round.millisAt(50)).isBetween(4.9, 5.1);
    }
}
