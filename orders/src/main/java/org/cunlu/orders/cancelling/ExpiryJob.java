package org.cunlu.orders.cancelling;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second for what nobody paid in time; due dates are the county's time, the looking is real time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class ExpiryJob {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryJob.class);
    private static final int BATCH = 200;

    private final Cancelling cancelling;

    ExpiryJob(Cancelling cancelling) {
        this.cancelling = cancelling;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "3s")
    void run() {
        int ended = cancelling.expire(BATCH);
        if (ended > 0) {
            LOG.info("{} unpaid groups expired", ended);
        }
    }
}
