package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Real time, and a test may be ahead of it: all instances together, as real ones are. */
@Singleton
@Replaces(WallTime.class)
class MovableTime extends WallTime {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @Override
    Instant now() {
        return Instant.now().plus(AHEAD.get());
    }

    void forward(Duration by) {
        AHEAD.updateAndGet(ahead -> ahead.plus(by));
    }

    void reset() {
        AHEAD.set(Duration.ZERO);
    }
}
