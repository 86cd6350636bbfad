package org.cunlu.accounts;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.kernel.time.WallTime;

/**
 * Real time until a test stops it; then it goes only where the test moves it, for all instances together. So a slow machine
 * neither opens a lock nor ages a token.
 */
@Singleton
@Replaces(WallTime.class)
public class MovableTime extends WallTime {
    private static final AtomicReference<Instant> STOPPED = new AtomicReference<>();

    @Override
    public Instant now() {
        Instant stopped = STOPPED.get();
        return stopped == null ? Instant.now() : stopped;
    }

    public void stop() {
        STOPPED.set(Instant.now());
    }

    public void forward(Duration by) {
        STOPPED.updateAndGet(stopped -> stopped.plus(by));
    }

    public void goOn() {
        STOPPED.set(null);
    }
}
