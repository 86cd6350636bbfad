package org.cunlu.orders.presale;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks now and then; days are the county's, the looking is real time. Runs in every instance. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class PresaleJob {
    private static final int BATCH = 200;

    private final Settling settling;
    private final Waiting waiting;

    PresaleJob(Settling settling, Waiting waiting) {
        this.settling = settling;
        this.waiting = waiting;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "4s")
    void settle() {
        settling.settle(BATCH);
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "6s")
    void step() {
        waiting.step(BATCH);
    }
}
