package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayTest {
    @Test
    void gathersLongerUnderLoadAndShortAgainWhenItIsQuiet() {
        var gather = Relay.next(Relay.GATHER, true);
        assertThat(gather).isEqualTo(Relay.GATHER.multipliedBy(2));
        for (int round = 0; round < 5; round++) {
            gather = Relay.next(gather, true);
        }
        assertThat(gather).isEqualTo(Relay.GATHER_MAX);
        assertThat(Relay.next(gather, false)).isEqualTo(Relay.GATHER);
    }

    @Test
    void theBellTellsWhoRangBefore() throws InterruptedException {
        var bell = new Bell();
        bell.ring();
        bell.ring();
        assertThat(bell.await(Duration.ZERO)).isTrue();
        assertThat(bell.await(Duration.ofMillis(1))).as("many rings are one").isFalse();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            bell.ring();
        });
        assertThat(bell.await(Duration.ofSeconds(20)))
                .as("rang while it waited")
                .isFalse();
    }
}
