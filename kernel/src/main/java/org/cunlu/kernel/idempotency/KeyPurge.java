package org.cunlu.kernel.idempotency;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** Forgets keys that nobody retries any more, after a week of real time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class KeyPurge {
    private static final int BATCH = 1000;

    private final Sql sql;
    private final Transactions transactions;

    KeyPurge(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = "6m", fixedDelay = "1h")
    void purge() {
        int forgotten;
        do {
            forgotten = transactions.run(() -> sql.change("DELETE FROM ker_idempotency"
                    + " WHERE created_at < TIMESTAMPADD(DAY, -7, UTC_TIMESTAMP(3)) ORDER BY created_at LIMIT "
                    + BATCH));
        } while (forgotten == BATCH);
    }
}
