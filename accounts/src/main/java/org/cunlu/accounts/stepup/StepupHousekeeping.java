package org.cunlu.accounts.stepup;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Deletes what no retry and no guess asks for any more, some at a time. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class StepupHousekeeping {
    /** Longer than any retry comes, and any block lasts. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final FactorUseTable uses;
    private final WrongCodeTable guesses;
    private final Transactions transactions;
    private final WallTime time;

    StepupHousekeeping(FactorUseTable uses, WrongCodeTable guesses, Transactions transactions, WallTime time) {
        this.uses = uses;
        this.guesses = guesses;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void sweep() {
        transactions.run(() -> {
            uses.sweep(time.now().minus(KEPT));
        });
        transactions.run(() -> {
            guesses.sweep(time.now().minus(KEPT));
        });
    }
}
