package org.cunlu.accounts.person;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes the names and tails of those who had an account before these were looked up. Once all have them, it finds nobody. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class Hashing {
    private static final Logger LOG = LoggerFactory.getLogger(Hashing.class);
    private static final int SOME = 200;

    private final AccountTable accounts;
    private final Transactions transactions;

    Hashing(AccountTable accounts, Transactions transactions) {
        this.accounts = accounts;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = "20s", fixedDelay = "1h")
    void hash() {
        try {
            int hashed;
            do {
                hashed = transactions.run(() -> accounts.hashSome(SOME));
            } while (hashed == SOME);
        } catch (RuntimeException e) {
            LOG.warn("some people cannot be found by name yet: {}", e.toString());
        }
    }
}
