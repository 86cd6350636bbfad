package org.cunlu.kernel.limits;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets buckets that are full again. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class LimitSweep {
    private final LimitTable table;

    LimitSweep(LimitTable table) {
        this.table = table;
    }

    @Scheduled(initialDelay = "3m", fixedDelay = "10m")
    void sweep() {
        table.sweep();
    }
}
