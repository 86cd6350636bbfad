package org.cunlu.bench.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.bench.measuring.ClosedLoop.Client;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void turnsBeginAtTheirTimesThoughThoseBeforeAreNotOver() {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        Client slow = () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            sleep(300);
            atOnce.decrementAndGet();
            return Turn.done(1);
        };
        Round round = OpenLoop.run(Collections.nCopies(100, slow), 50, SECOND);
        assertThat(round.outcomes()).isEqualTo(java.util.Map.of(Turn.DONE, 50L));
        assertThat(most.get()).isGreaterThan(5);
        // Not the nanosecond that the turn itself tells: what people waited.
        assertThat(round.millisAt(50)).isGreaterThanOrEqualTo(300);
        assertThat(round.took()).isGreaterThanOrEqualTo(Duration.ofMillis(1_200));
    }

    @Test
    void whereNobodyIsFreeItIsSaidAndNotTakenForAnAnswer() {
        Client slow = () -> {
            sleep(2_000);
            return new Turn("refused", 0);
        };
        Round round = OpenLoop.run(List.of(slow, slow), 10, SECOND);
        assertThat(round.outcomes()).isEqualTo(java.util.Map.of("refused", 2L, OpenLoop.NOBODY_FREE, 8L));
        assertThat(round.micros().getTotalCount()).isZero();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
