package org.cunlu.orders.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;
import org.junit.jupiter.api.Test;

/** Who is let in to buy in a live slot, and who is told at once that nothing is left. */
class TurnsTest {
    private final AtomicLong now = new AtomicLong();
    private final Turns turns = new Turns(now::get);

    private static List<CartLine> wanting(int quantity) {
        return List.of(new CartLine("O1", quantity, "SLOT"));
    }

    private boolean letIn(int quantity) {
        try {
            return turns.inTurn(wanting(quantity), () -> true);
        } catch (ProblemException e) {
            assertThat(e.code()).isEqualTo("sold-out");
            return false;
        }
    }

    @Test
    void whoWantsMoreThanWasLeftIsToldSoWithoutTryingAndWhoWantsThatManyIsNot() {
        turns.saw("SLOT", 2);
        assertThat(letIn(3)).isFalse();
        assertThat(letIn(2)).isTrue();
        turns.saw("SLOT", 0);
        assertThat(letIn(1)).isFalse();
        assertThat(turns.<Boolean>inTurn(List.of(new CartLine("O1", 1, "OTHER")), () -> true))
                .isTrue();
        assertThat(turns.<Boolean>inTurn(List.of(new CartLine("O1", 1, null)), () -> true))
                .isTrue();
    }

    @Test
    void afterAWhileOneGoesToLookAgainForAllAndWhatHeSeesHolds() {
        turns.saw("SLOT", 0);
        now.addAndGet(Turns.AGAIN.toNanos() - 1);
        assertThat(letIn(1)).isFalse();
        now.addAndGet(1);
        assertThat(letIn(1)).isTrue();
        assertThat(letIn(1))
                .as("the next one waits for what the first one sees")
                .isFalse();
        turns.saw("SLOT", 1);
        assertThat(letIn(1)).isTrue();
        assertThat(letIn(1)).isTrue();
    }

    @Test
    void whatNobodyConfirmedIsForgottenWithinASecond() {
        turns.saw("SLOT", 0);
        now.addAndGet(Turns.AGAIN.toNanos());
        assertThat(letIn(1)).as("he looks and never comes back").isTrue();
        now.addAndGet(Turns.LONGEST.toNanos() - Turns.AGAIN.toNanos() - 1);
        assertThat(letIn(1)).isFalse();
        now.addAndGet(1);
        assertThat(letIn(1)).isTrue();
        assertThat(Turns.LONGEST).isLessThan(java.time.Duration.ofSeconds(1));
    }

    @Test
    void aFewTryAtATimeAndWhoStoodInLineIsToldWhenThoseBeforeHimTookTheLast() throws Exception {
        var trying = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(Turns.AT_ONCE);
        var open = new CountDownLatch(1);
        var answers = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> {
                    try {
                        return turns.inTurn(wanting(1), () -> {
                            most.accumulateAndGet(trying.incrementAndGet(), Math::max);
                            full.countDown();
                            stand(open);
                            turns.saw("SLOT", 0);
                            trying.decrementAndGet();
                            return true;
                        });
                    } catch (ProblemException e) {
                        return false;
                    }
                }));
            }
            full.await();
            open.countDown();
        }
        int in = 0;
        for (Future<Boolean> answer : answers) {
            in += answer.get() ? 1 : 0;
        }
        assertThat(most).hasValue(Turns.AT_ONCE);
        assertThat(in).isEqualTo(Turns.AT_ONCE);
    }

    @Test
    void whoFillsHisCartStandsInALineOfHisOwnAndIsNotToldFromMemory() throws Exception {
        turns.saw("SLOT", 0);
        var trying = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(Turns.AT_ONCE);
        var open = new CountDownLatch(1);
        var answers = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> turns.inLine("SLOT", () -> {
                    most.accumulateAndGet(trying.incrementAndGet(), Math::max);
                    full.countDown();
                    stand(open);
                    trying.decrementAndGet();
                    return true;
                })));
            }
            full.await();
            turns.saw("SLOT", 1);
            assertThat(letIn(1)).as("nobody who buys stands behind them").isTrue();
            open.countDown();
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(most).hasValue(Turns.AT_ONCE);
    }

    @Test
    void whoFailsLetsTheNextOneIn() {
        for (int i = 0; i < 3 * Turns.AT_ONCE; i++) {
            assertThatThrownBy(() -> turns.inTurn(wanting(1), () -> {
                        throw new IllegalStateException("lost");
                    }))
                    .hasMessage("lost");
        }
        assertThat(letIn(1)).isTrue();
    }

    private static void stand(CountDownLatch open) {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
