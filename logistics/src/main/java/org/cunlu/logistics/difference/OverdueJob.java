package org.cunlu.logistics.difference;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks every half minute of real time for what nobody answered for in the county's time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class OverdueJob {
    private final Overdue overdue;

    OverdueJob(Overdue overdue) {
        this.overdue = overdue;
    }

    @Scheduled(fixedDelay = "30s", initialDelay = "11s")
    void run() {
        overdue.round();
    }
}
