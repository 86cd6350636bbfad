package org.cunlu.logistics.slip;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks every few seconds of real time; what is due, the county's clock says. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class SlipWatchJob {
    private final SlipWatch watch;

    SlipWatchJob(SlipWatch watch) {
        this.watch = watch;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void run() {
        watch.round();
    }
}
