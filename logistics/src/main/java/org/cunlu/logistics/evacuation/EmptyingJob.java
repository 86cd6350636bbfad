package org.cunlu.logistics.evacuation;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks every few seconds of real time for what was suspended. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class EmptyingJob {
    private final Emptying emptying;

    EmptyingJob(Emptying emptying) {
        this.emptying = emptying;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "6s")
    void run() {
        emptying.round();
    }
}
