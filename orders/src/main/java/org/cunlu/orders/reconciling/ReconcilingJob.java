package org.cunlu.orders.reconciling;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches bills of days that are over. Gateways have them by ten in the morning. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class ReconcilingJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcilingJob.class);
    private static final LocalTime READY = LocalTime.of(10, 30);
    private static final int DAYS = 7;

    private final Reconciling reconciling;
    private final WallTime time;

    ReconcilingJob(Reconciling reconciling, WallTime time) {
        this.reconciling = reconciling;
        this.time = time;
    }

    @Scheduled(fixedDelay = "30m", initialDelay = "5m")
    void run() {
        if (CountyTime.at(time.now()).toLocalTime().isBefore(READY)) {
            return;
        }
        try {
            reconciling.fetchMissing(DAYS);
        } catch (RuntimeException e) {
            LOG.warn("bills could not be fetched, tried again later", e);
        }
    }
}
