package org.cunlu.logistics.expected;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks now and then for orders that have waited long enough; the last day is the county's, the looking is real time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class PatienceJob {
    private static final int BATCH = 200;

    private final Arriving arriving;

    PatienceJob(Arriving arriving) {
        this.arriving = arriving;
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "7s")
    void run() {
        arriving.giveUp(BATCH);
    }
}
