package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives up carts that a keeper left alone: what was told of the villager is forgotten then. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class AssistedSweep {
    private static final Logger LOG = LoggerFactory.getLogger(AssistedSweep.class);
    private static final int BATCH = 100;

    private final AssistedTable table;
    private final Closing closing;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration patience;

    AssistedSweep(
            AssistedTable table,
            Closing closing,
            Transactions transactions,
            Clock clock,
            @Value("${cunlu.orders.assisted-open:3d}") Duration patience) {
        this.table = table;
        this.closing = closing;
        this.transactions = transactions;
        this.clock = clock;
        this.patience = patience;
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "3m")
    void run() {
        transactions
                .read(() -> table.openedBefore(clock.instant().minus(patience), BATCH))
                .forEach(this::close);
    }

    private void close(String id) {
        try {
            transactions.run(() -> closing.close(id));
        } catch (RuntimeException e) {
            // The others are given up all the same; this one is tried again.
            LOG.warn("assisted order {} could not be given up", id, e);
        }
    }
}
