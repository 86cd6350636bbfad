package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks again for those who are beyond what their departure takes, or lost it: they may have paid since, or another way may be free. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class GivingWayJob {
    private final GivingWay givingWay;
    private final Reseating reseating;

    GivingWayJob(GivingWay givingWay, Reseating reseating) {
        this.givingWay = givingWay;
        this.reseating = reseating;
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void run() {
        givingWay.tell();
        reseating.tell();
    }
}
