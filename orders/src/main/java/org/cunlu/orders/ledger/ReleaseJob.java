package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks now and then; windows are the county's time, the looking is real time. Runs in every instance. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class ReleaseJob {
    private static final int BATCH = 1_000;

    private final Releasing releasing;

    ReleaseJob(Releasing releasing) {
        this.releasing = releasing;
    }

    @Scheduled(fixedDelay = "30s", initialDelay = "20s")
    void release() {
        while (releasing.gather(BATCH) == BATCH) {
            // More than fits at once.
        }
        releasing.release(BATCH);
    }
}
