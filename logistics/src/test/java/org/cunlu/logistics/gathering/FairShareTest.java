package org.cunlu.logistics.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pieces that are too few are divided in proportion, and none is lost or made up. */
class FairShareTest {
    @Test
    void tooFewAreDividedByTheLargestRemainder() {
        assertThat(FairShare.of(5, List.of(1L, 2L, 3L))).containsExactly(1L, 2L, 2L);
        assertThat(FairShare.of(1, List.of(1L, 1L))).containsExactly(1L, 0L);
        assertThat(FairShare.of(0, List.of(4L, 1L))).containsExactly(0L, 0L);
    }

    @Test
    void enoughIsWhatIsOwedAndNoMore() {
        assertThat(FairShare.of(9, List.of(4L, 1L))).containsExactly(4L, 1L);
        assertThat(FairShare.of(5, List.of(4L, 1L))).containsExactly(4L, 1L);
        assertThat(FairShare.of(5, List.of())).isEmpty();
    }

    @Test
    void sharesAddUpAndNobodyGetsMoreThanHeIsOwed() {
        long seed = System.nanoTime();
        System.out.println("FairShareTest: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            var owed = Stream.generate(() -> (long) random.nextInt(1, 20))
                    .limit(random.nextInt(1, 12))
                    .toList();
            long all = owed.stream().mapToLong(Long::longValue).sum();
            long pieces = random.nextLong(all + 5);
            var shares = FairShare.of(pieces, owed);
            assertThat(shares.stream().mapToLong(Long::longValue).sum())
                    .as("seed %d", seed)
                    .isEqualTo(Math.min(pieces, all));
            for (int i = 0; i < owed.size(); i++) {
                assertThat(shares.get(i)).as("seed %d", seed).isBetween(0L, owed.get(i));
            }
        }
    }
}
