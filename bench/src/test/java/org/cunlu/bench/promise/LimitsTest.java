package org.cunlu.bench.promise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the bench demands of the engine. */
class LimitsTest {
    @Test
    void eachLimitIsHeldUpToItAndMissedBeyondAndWallTimeIsOnlyTold() {
        assertThat(Limits.held(Limits.PROVINCE.judged(1_000, 5_000, 300, 2_000)))
                .isTrue();
        assertThat(Limits.held(Limits.PROVINCE.judged(1_000.1, 0, 0, 0))).isFalse();
        assertThat(Limits.held(Limits.PROVINCE.judged(0, 5_000.1, 0, 0))).isFalse();
        assertThat(Limits.held(Limits.PROVINCE.judged(0, 0, 300.1, 0))).isFalse();
        assertThat(Limits.held(Limits.PROVINCE.judged(0, 0, 0, 2_000.1)))
                .as("by the wall")
                .isTrue();
        assertThat(Limits.PROVINCE.judged(0, 0, 0, 2_000.1).getLast()).endsWith("MISSED");
        assertThat(Limits.held(Limits.DEMO_COUNTY.judged(200, 9_000, 0, 0))).isTrue();
        assertThat(Limits.held(Limits.DEMO_COUNTY.judged(200.1, 0, 0, 0))).isFalse();
    }
}
