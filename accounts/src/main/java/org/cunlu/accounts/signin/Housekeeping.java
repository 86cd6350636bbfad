package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;

/** Deletes what nobody asks for any more, some at a time. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class Housekeeping {
    /** Longer than any limit remembers. */
    private static final Duration GUESSES_KEPT = Duration.ofDays(1);
    /** Ended sessions stay a while for those who look into a theft. */
    private static final Duration SESSIONS_KEPT = Duration.ofDays(30);

    private final GuessTable guesses;
    private final SessionTable sessions;
    private final Transactions transactions;
    private final WallTime time;

    Housekeeping(GuessTable guesses, SessionTable sessions, Transactions transactions, WallTime time) {
        this.guesses = guesses;
        this.sessions = sessions;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void sweep() {
        guesses.sweep(time.now().minus(GUESSES_KEPT));
        transactions.run(() -> {
            sessions.sweep(time.now().minus(SESSIONS_KEPT));
        });
    }
}
