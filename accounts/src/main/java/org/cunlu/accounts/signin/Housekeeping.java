package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.time.WallTime;

/** Deletes guesses that nobody asks for any more, some at a time. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class Housekeeping {
    /** Longer than any limit remembers. */
    private static final Duration GUESSES_KEPT = Duration.ofDays(1);

    private final GuessTable guesses;
    private final WallTime time;

    Housekeeping(GuessTable guesses, WallTime time) {
        this.guesses = guesses;
        this.time = time;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void sweep() {
        guesses.sweep(time.now().minus(GUESSES_KEPT));
    }
}
