package org.cunlu.kernel.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What may happen at a named moment, to whom, and how often. */
class MomentTest {
    private static final Moment STEP = Moment.named("walking.stepped");
    private static final Moment OTHER = Moment.named("walking.looked-round");

    @Test
    void nothingHappensAtAMomentThatNobodyWatches() {
        STEP.reached();
    }

    @Test
    void aMomentHasTheNameOfItsActAndOfWhatHasHappened() {
        for (String name :
                List.of("", "walking", "Walking.stepped", "walking.", "walking.stepped.twice", "walking.a b")) {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> Moment.named(name));
        }
    }

    @Test
    void theNamedOneIsMeantAndOnlyTheManiethThatWasNamed() {
        var aim = new Aim(() -> "walking.stepped:3");
        assertThat(aim.hit("walking.stepped")).isFalse();
        assertThat(aim.hit("walking.looked-round")).isFalse();
        assertThat(aim.hit("walking.stepped")).isFalse();
        assertThat(aim.hit("walking.stepped")).isTrue();
        assertThat(aim.hit("walking.stepped")).isFalse();
        assertThat(new Aim(() -> "walking.stepped").hit("walking.stepped")).isTrue();
        assertThat(new Aim(() -> "").hit("walking.stepped")).isFalse();
    }

    @Test
    void whoNamesAnotherMomentBeginsToCountAnew() {
        var said = new AtomicReference<>("walking.stepped:2");
        var aim = new Aim(said::get);
        assertThat(aim.hit("walking.stepped")).isFalse();
        said.set("");
        assertThat(aim.hit("walking.stepped")).isFalse();
        said.set("walking.stepped:2");
        assertThat(aim.hit("walking.stepped")).isFalse();
        assertThat(aim.hit("walking.stepped")).isTrue();
    }

    @Test
    void nobodyHaltsOutsideDemoMode() {
        assertThatThrownBy(() -> new Halting("walking.stepped", false)).isInstanceOf(ConfigurationException.class);
        var halting = new Halting("walking.never", true);
        assertThatIllegalStateException().isThrownBy(() -> Rival.at("walking.stepped", () -> 1));
        halting.close();
    }

    @Test
    void theRivalHasEndedWhenTheOtherGoesOnAndComesOnce() {
        var seen = new ArrayList<String>();
        try (var rival = Rival.at("walking.stepped", () -> seen.add("rival"))) {
            OTHER.reached();
            seen.add("one");
            STEP.reached();
            seen.add("two");
            STEP.reached();
            assertThat(rival.ended()).isTrue();
        }
        STEP.reached();
        assertThat(seen).containsExactly("one", "rival", "two");
    }

    @Test
    void whoMustWaitIsLeftBehindAndGoesOnWhenHeMay() {
        var free = new CountDownLatch(1);
        try (var rival = Rival.waitingAt("walking.stepped", () -> {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "late";
        })) {
            STEP.reached();
            free.countDown();
            assertThat(rival.ended()).isEqualTo("late");
        }
    }

    @Test
    void aRivalWhoNeverCameOrDidNotWaitOrFailedIsNoRace() {
        try (var rival = Rival.at("walking.stepped", () -> 1)) {
            OTHER.reached();
            assertThatIllegalStateException().isThrownBy(rival::ended).withMessageContaining("nobody came");
        }
        try (var rival = Rival.waitingAt("walking.stepped", () -> 1)) {
            STEP.reached();
            assertThatIllegalStateException().isThrownBy(rival::ended).withMessageContaining("did not have to wait");
        }
        try (var rival = Rival.at("walking.stepped", () -> {
            throw new UnsupportedOperationException();
        })) {
            STEP.reached();
            assertThatIllegalStateException().isThrownBy(rival::ended).withMessageContaining("failed");
        }
    }
}
