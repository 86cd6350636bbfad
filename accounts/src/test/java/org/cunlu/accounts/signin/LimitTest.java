package org.cunlu.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private final Limit limit = new Limit(3, Duration.ofSeconds(10), Duration.ofHours(1));

    @Test
    void letsTheFirstFewPassAtOnce() {
        assertThat(limit.blockedUntil(1, NOW)).isNull();
        assertThat(limit.blockedUntil(2, NOW)).isNull();
    }

    @Test
    void doublesTheWaitFromThenOn() {
        assertThat(limit.blockedUntil(3, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(limit.blockedUntil(4, NOW)).isEqualTo(NOW.plusSeconds(2));
        assertThat(limit.blockedUntil(6, NOW)).isEqualTo(NOW.plusSeconds(8));
    }

    @Test
    void neverWaitsLongerThanItsLongest() {
        assertThat(limit.blockedUntil(7, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(limit.blockedUntil(Integer.MAX_VALUE, NOW)).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void letsStrangersDelayAPhoneByHalfAMinuteAtMost() {
        assertThat(Limit.PHONE.blockedUntil(1_000_000, NOW)).isEqualTo(NOW.plusSeconds(30));
    }
}
