package org.cunlu.orders.groupbuy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks every two seconds; the end of a team is the county's time, the looking is real time. Runs in every instance. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class TeamJob {
    private static final int BATCH = 200;

    private final Following following;

    TeamJob(Following following) {
        this.following = following;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "5s")
    void run() {
        following.step(BATCH);
    }
}
