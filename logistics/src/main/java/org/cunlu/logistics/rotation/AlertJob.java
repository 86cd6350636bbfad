package org.cunlu.logistics.rotation;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for lots that are due, by the county's day; of several instances each step of a lot is told by one. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class AlertJob {
    private static final Logger LOG = LoggerFactory.getLogger(AlertJob.class);

    private final Alerting alerting;

    AlertJob(Alerting alerting) {
        this.alerting = alerting;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "${cunlu.logistics.reserve-alerts-every:10m}")
    void look() {
        try {
            alerting.sweep();
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::serverAway).isEmpty()) {
                throw e;
            }
            LOG.debug("officers are told when the database is back", e);
        }
    }
}
