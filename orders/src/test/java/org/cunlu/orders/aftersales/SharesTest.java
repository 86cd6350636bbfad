package org.cunlu.orders.aftersales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.aftersales.CountTable.Count;
import org.junit.jupiter.api.Test;

/** Shares of lines, times to ask, and the table of states. */
class SharesTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T01:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofDays(7),
            Duration.ofDays(7),
            Duration.ofHours(48),
            Duration.ofHours(48),
            Duration.ofHours(72),
            Duration.ofDays(7),
            Duration.ofDays(7),
            Duration.ofHours(48),
            50_000,
            50_000);

    @Test
    void howeverALineIsTakenApartItsPartsAddUpToWhatWasPaidForIt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            int received = 1 + random.nextInt(40);
            long worth = random.nextLong(100_000);
            long sum = 0;
            int settled = 0;
            while (settled < received) {
                int pieces = 1 + random.nextInt(received - settled);
                long share = new Count(1, received, 0, settled, 0, worth, sum).shareFen(pieces);
                assertThat(share).as("seed %d", seed).isBetween(0L, worth - sum);
                sum += share;
                settled += pieces;
            }
            assertThat(sum).as("seed %d", seed).isEqualTo(worth);
        }
    }

    @Test
    void whatIsOverStaysOverAndAllElseGoesOn() {
        var over = EnumSet.of(State.SETTLED, State.WITHDRAWN, State.LAPSED, State.REJECTED);
        for (State state : State.values()) {
            assertThat(state.open()).as("%s", state).isNotEqualTo(over.contains(state));
            assertThat(state.leadsTo(state)).isFalse();
            assertThat(state.leadsTo(State.ASKED)).isFalse();
        }
        // Once the goods are handed in nobody withdraws.
        assertThat(State.ON_THE_WAY.leadsTo(State.WITHDRAWN)).isFalse();
        assertThat(State.AWAITING_GOODS.leadsTo(State.SETTLED)).isFalse();
    }

    @Test
    void timesEndToTheMillisecond() {
        window(Reason.NO_REASON, StorageClass.DRY, Duration.ofDays(7));
        window(Reason.DAMAGED, StorageClass.DRY, Duration.ofDays(7));
        window(Reason.SPOILED, StorageClass.CHILLED, Duration.ofHours(48));
    }

    private static void window(Reason reason, StorageClass kept, Duration length) {
        var goods = List.of(new Sku("A", "A", 1, 1, kept, false));
        Rules.checkWindow(reason, goods, TERMS, RECEIVED, RECEIVED.plus(length).minusMillis(1));
        assertThatThrownBy(() -> Rules.checkWindow(reason, goods, TERMS, RECEIVED, RECEIVED.plus(length)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("window-over"));
    }
}
