package org.cunlu.search.asked;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.kernel.db.Transactions;

/** Forgets what people asked for long ago, also of those who never come again. Any instance may do it at any time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class ForgettingJob {
    private static final int BATCH = 1_000;

    private final AskedTable table;
    private final Transactions transactions;
    private final AskedSettings settings;
    private final Clock clock;

    ForgettingJob(AskedTable table, Transactions transactions, AskedSettings settings, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "13m", fixedDelay = "6h")
    void forget() {
        Instant before = clock.instant().minus(settings.kept());
        while (transactions.run(() -> table.forgetOld(before, BATCH)) == BATCH) {
            Thread.onSpinWait();
        }
    }
}
