package org.cunlu.orders.live;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sessions that their hosts did not end, and takes off slots whose time on air is over; by the county's time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class LiveSweep {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSweep.class);
    private static final int BATCH = 50;

    private final Hosting hosting;
    private final Airing airing;

    LiveSweep(Hosting hosting, Airing airing) {
        this.hosting = hosting;
        this.airing = airing;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "4s")
    void run() {
        int off = airing.sweep(BATCH);
        int ended = hosting.sweep(BATCH);
        if (off + ended > 0) {
            LOG.info("{} live slots taken off, {} sessions ended", off, ended);
        }
    }
}
