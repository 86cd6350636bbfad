package org.cunlu.accounts.apikey;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When keys were used last, to the minute; written down off the requests' way, by each instance that serves any. */
@Singleton
class KeyUses {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

    private final ApiKeyTable table;
    private final Transactions transactions;
    private final WallTime time;
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

    KeyUses(ApiKeyTable table, Transactions transactions, WallTime time) {
        this.table = table;
        this.transactions = transactions;
        this.time = time;
    }

    void note(String keyId) {
        unwritten.put(keyId, time.now().truncatedTo(ChronoUnit.MINUTES));
    }

    @PreDestroy
    @Scheduled(fixedDelay = "${cunlu.accounts.api-keys.uses-written-every:20s}")
    void write() {
        try {
            unwritten.forEach((keyId, at) -> {
                transactions.run(() -> table.used(keyId, at));
                // Only what was written: a later use stays for the next time.
                unwritten.remove(keyId, at);
            });
        } catch (RuntimeException e) {
            LOG.warn("last uses of keys are written later: {}", e.getMessage());
        }
    }
}
