package org.cunlu.accounts.session;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sessions made requests: noted for nothing at each, written down once a minute for all together. */
@Singleton
class Sightings {
    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
    private static final int AT_ONCE = 500;

    private final SessionTable table;
    private final Transactions transactions;
    private final WallTime time;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Sightings(SessionTable table, Transactions transactions, WallTime time) {
        this.table = table;
        this.transactions = transactions;
        this.time = time;
    }

    void note(String sessionId) {
        seen.add(sessionId);
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    void write() {
        // In the order of their ids, so that instances that write at once do not wait for each other in circles.
        List<String> lately = new ArrayList<>(seen).stream().sorted().toList();
        lately.forEach(seen::remove);
        Instant minute = time.now().truncatedTo(ChronoUnit.MINUTES);
        for (int start = 0; start < lately.size(); start += AT_ONCE) {
            List<String> some = lately.subList(start, Math.min(lately.size(), start + AT_ONCE));
            transactions.run(() -> table.seen(some, minute));
        }
    }

    @PreDestroy
    void stop() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.debug("last sightings are lost", e);
        }
    }
}
