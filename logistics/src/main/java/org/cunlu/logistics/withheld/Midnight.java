package org.cunlu.logistics.withheld;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what has expired by the county's day, whose clock may jump; the looking is real time. Of several instances whichever
 * comes first holds a lot, the others find it held.
 */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class Midnight {
    private static final Logger LOG = LoggerFactory.getLogger(Midnight.class);

    private final Withholding withholding;

    Midnight(Withholding withholding) {
        this.withholding = withholding;
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "${cunlu.logistics.hold-unfit-every:5s}")
    void look() {
        try {
            long held = withholding.sweep();
            if (held > 0) {
                LOG.info("{} pieces held that have expired or are called back", held);
            }
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::serverAway).isEmpty()) {
                throw e;
            }
            LOG.debug("what has expired is held when the database is back", e);
        }
    }
}
