package org.cunlu.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
    private final List<String> asked = new ArrayList<>();
    private Duration believable = Duration.ofMinutes(1);
    private final ShortMemory<Optional<String>> memory = new ShortMemory<>(2, () -> believable, Optional::isPresent);

    @Test
    void asksOnceWhatMayBeBelieved() {
        assertThat(memory.of("s1", "ann", answer("s1", "good")).join()).contains("good");
        assertThat(memory.of("s1", "ann", answer("s1", "other")).join()).contains("good");
        assertThat(memory.knows("s1")).isTrue();
        assertThat(asked).containsExactly("s1");
    }

    @Test
    void asksAnewWhatIsTooOldOrWasGivenForAnother() {
        memory.of("s1", "ann", answer("s1", "good"));
        assertThat(memory.of("s1", "bob", answer("s1", "bob's")).join()).contains("bob's");
        believable = Duration.ZERO;
        assertThat(memory.of("s1", "bob", answer("s1", "newer")).join()).contains("newer");
        assertThat(asked).hasSize(3);
    }

    @Test
    void neitherFailuresNorWhatIsNotWorthItAreRemembered() {
        memory.of("s1", "ann", () -> CompletableFuture.failedFuture(new IllegalStateException("away")));
        assertThat(memory.knows("s1")).isFalse();
        memory.of("s1", "ann", () -> CompletableFuture.completedFuture(Optional.empty()));
        assertThat(memory.knows("s1")).isFalse();
        assertThat(memory.of("s1", "ann", answer("s1", "good")).join()).contains("good");
    }

    @Test
    void whatIsForgottenWhileItIsAskedIsAskedAnewByWhoeverComesThen() {
        var slow = new CompletableFuture<Optional<String>>();
        var waiting = memory.of("s1", "ann", () -> slow);
        assertThat(memory.of("s1", "ann", answer("s1", "unasked"))).isSameAs(waiting);
        memory.forget(Set.of("bob"));
        assertThat(memory.knows("s1")).isTrue();
        memory.forget(Set.of("ann"));
        assertThat(memory.of("s1", "ann", answer("s1", "after")).join()).contains("after");
        slow.complete(Optional.of("before"));
        assertThat(waiting.join()).contains("before");
        assertThat(memory.of("s1", "ann", answer("s1", "unasked")).join()).contains("after");
    }

    @Test
    void theOneLongestNotAskedForGoesFirst() {
        memory.of("s1", "ann", answer("s1", "1"));
        memory.of("s2", "ann", answer("s2", "2"));
        memory.of("s1", "ann", answer("s1", "unasked"));
        memory.of("s3", "ann", answer("s3", "3"));
        assertThat(memory.knows("s1")).isTrue();
        assertThat(memory.knows("s2")).isFalse();
        assertThat(memory.knows("s3")).isTrue();
    }

    @Test
    void whatIsAskedForAgainIsRenewedAheadWhileTheOldAnswerIsStillGiven() {
        var renewing = renewing();
        renewing.of("s1", "ann", answer("s1", "old"));
        var slow = new CompletableFuture<Optional<String>>();
        assertThat(renewing.of("s1", "ann", () -> slow).join()).contains("old");
        // One question ahead is enough.
        assertThat(renewing.of("s1", "ann", answer("s1", "unasked")).join()).contains("old");
        slow.complete(Optional.of("new"));
        var never = new CompletableFuture<Optional<String>>();
        assertThat(renewing.of("s1", "ann", () -> never).join()).contains("new");
        assertThat(asked).containsExactly("s1");
    }

    @Test
    void anAnswerTooOldIsNeverGivenEvenWhileItIsRenewed() {
        var renewing = renewing();
        renewing.of("s1", "ann", answer("s1", "old"));
        var slow = new CompletableFuture<Optional<String>>();
        renewing.of("s1", "ann", () -> slow);
        believable = Duration.ZERO;
        assertThat(renewing.of("s1", "ann", answer("s1", "newest")).join()).contains("newest");
        slow.complete(Optional.of("overtaken"));
        believable = Duration.ofMinutes(1);
        assertThat(renewing.of("s1", "ann", CompletableFuture::new).join()).contains("newest");
    }

    @Test
    void aRenewalThatFailsLeavesTheAnswerToItsAgeAndOneThatIsNotWorthItEndsIt() {
        var renewing = renewing();
        renewing.of("s1", "ann", answer("s1", "old"));
        renewing.of("s1", "ann", () -> CompletableFuture.failedFuture(new IllegalStateException("away")));
        assertThat(renewing.knows("s1")).isTrue();
        renewing.of("s1", "ann", () -> CompletableFuture.completedFuture(Optional.empty()));
        assertThat(renewing.knows("s1")).isFalse();
    }

    @Test
    void whatWasForgottenDoesNotComeBackByItsRenewal() {
        var renewing = renewing();
        renewing.of("s1", "ann", answer("s1", "old"));
        var slow = new CompletableFuture<Optional<String>>();
        renewing.of("s1", "ann", () -> slow);
        renewing.forget(Set.of("ann"));
        slow.complete(Optional.of("before"));
        assertThat(renewing.knows("s1")).isFalse();
    }

    /** Renews at once whatever is asked for a second time. */
    private ShortMemory<Optional<String>> renewing() {
        return new ShortMemory<>(2, () -> believable, Optional::isPresent, Double.MIN_VALUE);
    }

    private Supplier<CompletableFuture<Optional<String>>> answer(String key, String value) {
        return () -> {
            asked.add(key);
            return CompletableFuture.completedFuture(Optional.of(value));
        };
    }
}
