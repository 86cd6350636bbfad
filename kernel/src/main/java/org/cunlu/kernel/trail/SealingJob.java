package org.cunlu.kernel.trail;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals what was committed, all the time; of several instances whichever comes first. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class SealingJob {
    private static final Logger LOG = LoggerFactory.getLogger(SealingJob.class);

    private final Sealing sealing;
    private final SealTable table;
    private long told;

    SealingJob(Sealing sealing, SealTable table) {
        this.sealing = sealing;
        this.table = table;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void seal() {
        try {
            sealing.sealAll();
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::serverAway).isEmpty()) {
                throw e;
            }
            LOG.debug("the trail is sealed when the database is back", e);
        }
    }

    /** The log keeps outside of the database how far the chain reached: a trail that was cut at its end is shorter. */
    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void tell() {
        var head = table.head();
        if (head.number() != told) {
            told = head.number();
            LOG.info("trail sealed up to {}: {}", head.number(), HexFormat.of().formatHex(head.seal()));
        }
    }
}
