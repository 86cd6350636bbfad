package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Real time until a test stops it; then it goes only where the test moves it, for all instances together. So a slow machine
 * neither opens a lock nor ages a token.
 */
@Singleton
@Replaces(WallTime.class)
class MovableTime extends WallTime {
    private static final AtomicReference<Instant> STOPPED = new AtomicReference<>();

    @Override
    Instant now() {
        Instant stopped = STOPPED.get();
        return stopped == null ? Instant.now() : stopped;
    }

    void stop() {
        STOPPED.set(Instant.now());
    }

    void forward(Duration by) {
        STOPPED.updateAndGet(stopped -> stopped.plus(by));
    }

    void goOn() {
        STOPPED.set(null);
    }
}
