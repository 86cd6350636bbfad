package org.cunlu.orders.promotion;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back the pieces of flash sales that are over, by the county's time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class FlashSweep {
    private static final Logger LOG = LoggerFactory.getLogger(FlashSweep.class);
    private static final int BATCH = 50;

    private final FlashStock flash;

    FlashSweep(FlashStock flash) {
        this.flash = flash;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "6s")
    void run() {
        int ended = flash.sweep(BATCH);
        if (ended > 0) {
            LOG.info("{} flash sales ended", ended);
        }
    }
}
