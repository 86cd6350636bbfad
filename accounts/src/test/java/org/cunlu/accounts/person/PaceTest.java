package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);
    /** Far into the range where a nanosecond clock overflows. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3 * TENTH);

    private final Pace pace = new Pace(10, 3, now::get);

    @Test
    void letsABurstThroughAndThenOneAfterTheOther() {
        assertThat(pace.next()).isZero();
        assertThat(pace.next()).isZero();
        assertThat(pace.next()).isZero();
        assertThat(pace.next()).isEqualTo(TENTH);
        assertThat(pace.next()).isEqualTo(2 * TENTH);
        now.addAndGet(2 * TENTH);
        assertThat(pace.next()).isEqualTo(TENTH);
    }

    @Test
    void savesUpNoMoreThanABurst() {
        now.addAndGet(1000 * TENTH);
        for (int i = 0; i < 3; i++) {
            assertThat(pace.next()).isZero();
        }
        assertThat(pace.next()).isEqualTo(TENTH);
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> new HashingSettings(0.0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashingSettings(1.0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new HashingSettings(null, null).perSecond())
                .isEqualTo(3.0 * Runtime.getRuntime().availableProcessors());
    }
}
