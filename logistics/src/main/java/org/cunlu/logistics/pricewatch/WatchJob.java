package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Holds the reports against the thresholds now and then; that a second instance does so too opens nothing twice. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class WatchJob {
    private final Watching watching;

    WatchJob(Watching watching) {
        this.watching = watching;
    }

    @Scheduled(fixedDelay = "${cunlu.logistics.price-watch-every:5m}", initialDelay = "50s")
    void run() {
        watching.look();
    }
}
