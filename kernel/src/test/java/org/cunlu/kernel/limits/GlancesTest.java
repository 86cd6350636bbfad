package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class GlancesTest {
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Glances glances = new Glances(LONGEST, now::get);

    @Test
    void anAnswerThatComesInTimeIsTheAnswer() {
        var late = new CompletableFuture<String>();
        CompletableFuture<String> seen =
                glances.bounded(Mono.fromFuture(late), () -> "instead").toFuture();
        pass(LONGEST);
        glances.giveUp();
        assertThat(seen).isNotDone();
        late.complete("answer");
        assertThat(seen.join()).isEqualTo("answer");
        assertThat(glances.bounded(Mono.just("at once"), () -> "instead").block())
                .isEqualTo("at once");
        assertThat(glances.under()).isZero();
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsNotWaitedForAndChangesNothingLater() throws Exception {
        var late = new CompletableFuture<String>();
        var instead = new AtomicInteger();
        CompletableFuture<String> seen = glances.bounded(
                        Mono.fromFuture(late, true), () -> "instead " + instead.incrementAndGet())
                .toFuture();
        pass(LONGEST.plusMillis(1));
        glances.giveUp();
        glances.giveUp();
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("instead 1");
        late.complete("answer");
        assertThat(seen.join()).isEqualTo("instead 1");
        // What is said instead is said on a thread of its own.
        await().until(() -> glances.under() == 0);
    }

    @Test
    void whatFailsFailsAndWhoLeavesIsForgotten() {
        assertThatThrownBy(() -> glances.bounded(Mono.error(new IllegalStateException("broken")), () -> "instead")
                        .block())
                .hasMessage("broken");
        glances.bounded(Mono.never(), () -> "instead").subscribe().dispose();
        assertThat(glances.under()).isZero();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
