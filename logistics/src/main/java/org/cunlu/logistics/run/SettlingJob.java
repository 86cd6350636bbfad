package org.cunlu.logistics.run;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for hand-overs of which the node said nothing in time. The time is the county's, the looking is real time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class SettlingJob {
    private static final Logger LOG = LoggerFactory.getLogger(SettlingJob.class);

    private final HandOvers handOvers;

    SettlingJob(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    @Scheduled(fixedDelay = "20s", initialDelay = "10s")
    void run() {
        int settled = handOvers.settleOverdue();
        if (settled > 0) {
            LOG.info("hand-overs at {} stops settled when their time was over", settled);
        }
    }
}
