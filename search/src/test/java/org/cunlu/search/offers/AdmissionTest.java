package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch holding = new CountDownLatch(1);
    private final CompletableFuture<String> release = new CompletableFuture<>();
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void neverMoreAreInsideThanThereArePlacesAndAllAreAnswered() {
        var admission = new Admission(3, LONG);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            int mine = n;
            all.add(asked(() -> admission.inTurn(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                pause();
                inside.decrementAndGet();
                return mine;
            })));
        }
        assertThat(all.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(23 * 24 / 2);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whoStandsInLineLeavesWithTheFirstWhomTheIndexFails() throws Exception {
        var admission = new Admission(1, LONG);
        var first = asked(() -> admission.inTurn(this::held));
        holding.await();
        List<CompletableFuture<String>> line =
                List.of(asked(() -> admission.inTurn(this::answer)), asked(() -> admission.inTurn(this::answer)));
        awaitLine(admission, line.size());
        release.completeExceptionally(IndexAway.tooSlow(null));
        assertThatThrownBy(first::join).hasCauseInstanceOf(IndexAway.class);
        line.forEach(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(IndexAway.class));
        assertThat(begun).as("of those in line none asked").hasValue(0);
        assertThat(admission.inTurn(this::answer)).as("who comes later asks").isEqualTo("answer");
    }

    @Test
    void whoStandsInLineIsAnsweredWhenOneBeforeHimIs() throws Exception {
        var admission = new Admission(1, LONG);
        var first = asked(() -> admission.inTurn(this::held));
        holding.await();
        var next = asked(() -> admission.inTurn(this::answer));
        awaitLine(admission, 1);
        release.complete("held");
        assertThat(first.join()).isEqualTo("held");
        assertThat(next.join()).isEqualTo("answer");
    }

    @Test
    void aLineThatDoesNotMoveSendsAwayWithTheTimeToComeBack() throws Exception {
        var admission = new Admission(1, Duration.ofMillis(20));
        var first = asked(() -> admission.inTurn(this::held));
        holding.await();
        assertThatThrownBy(() -> admission.inTurn(this::answer))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));
        release.complete("held");
        assertThat(first.join()).isEqualTo("held");
        assertThat(admission.inTurn(this::answer)).isEqualTo("answer");
    }

    private String held() {
        holding.countDown();
        try {
            return release.join();
        } catch (CompletionException e) {
            throw (IndexAway) e.getCause();
        }
    }

    private String answer() {
        begun.incrementAndGet();
        return "answer";
    }

    private static <T> CompletableFuture<T> asked(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
    }

    private static void awaitLine(Admission admission, int many) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (admission.inLine() < many && System.nanoTime() < deadline) {
            pause();
        }
        assertThat(admission.inLine()).isEqualTo(many);
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
}
