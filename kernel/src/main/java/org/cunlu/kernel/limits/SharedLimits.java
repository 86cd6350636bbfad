package org.cunlu.kernel.limits;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis stands before the database: what it refuses costs no SQL. What it lets pass is few by its nature and is taken in the
 * database too, so that a Redis that dies, is wiped or forgets hands nobody a second full bucket.
 */
@Singleton
class SharedLimits implements Limits {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLimits.class);

    private final RedisBuckets redis;
    private final LimitTable database;
    private final Transactions transactions;
    private final BlindIndex index;

    SharedLimits(RedisBuckets redis, LimitTable database, Transactions transactions, BlindIndex index) {
        this.redis = redis;
        this.database = database;
        this.transactions = transactions;
        this.index = index;
    }

    @Override
    public long secondsToWait(Map<Rate, String> subjects) {
        transactions.requireNone();
        List<Take> takes = subjects.entrySet().stream()
                .map(entry -> new Take(
                        entry.getKey(), index.of("limit." + entry.getKey().name(), entry.getValue())))
                .sorted(Take.ORDER)
                .toList();
        if (takes.isEmpty()) {
            return 0;
        }
        Optional<Long> quick = redis.take(takes);
        return quick.isPresent() && quick.get() > 0 ? quick.get() : inDatabase(takes, quick.isPresent());
    }

    private long inDatabase(List<Take> takes, boolean counted) {
        try {
            return database.take(takes);
        } catch (RuntimeException e) {
            boolean away = SqlFailure.in(e)
                    .filter(failure -> failure.serverAway() || failure.transientConflict())
                    .isPresent();
            if (!away) {
                throw e;
            }
            if (counted) {
                return 0;
            }
            LOG.warn("neither Redis nor the database counts: refused");
            throw ProblemException.unavailable(5);
        }
    }
}
