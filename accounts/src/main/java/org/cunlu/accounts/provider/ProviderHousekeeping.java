package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Deletes visits that are over, some at a time. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class ProviderHousekeeping {
    /** Longer than a ticket may outlive its visit. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final VisitTable visits;
    private final Transactions transactions;
    private final WallTime time;

    ProviderHousekeeping(VisitTable visits, Transactions transactions, WallTime time) {
        this.visits = visits;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void sweep() {
        transactions.run(() -> {
            visits.sweep(time.now().minus(KEPT));
        });
    }
}
