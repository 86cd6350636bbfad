package org.cunlu.kernel.limits;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/**
 * Buckets in the database. A row holds when its bucket is full again: to take one pushes that time back by as long as one
 * takes to come back, and is refused when it would then lie further ahead than an empty bucket's.
 */
@Singleton
class LimitTable {
    private static final String NOW = "CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(6)) * 1000000 AS SIGNED)";
    private static final int BATCH = 1000;

    private final Sql sql;
    private final Transactions transactions;

    LimitTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** One bucket is empty: what the others have given goes back with the transaction. */
    private static final class Empty extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long seconds;

        Empty(long seconds) {
            super(null, null, false, false);
            this.seconds = seconds;
        }
    }

    /**
     * @param takes in {@link Take#ORDER}
     * @return 0 when each gave one, else seconds until all have one, and then none was taken
     */
    long take(List<Take> takes) {
        try {
            transactions.run(() -> {
                for (Take take : takes) {
                    lock(take);
                    if (!taken(take)) {
                        throw new Empty(
                                takes.stream().mapToLong(this::wait).max().orElse(1));
                    }
                }
            });
            return 0;
        } catch (Empty refused) {
            return refused.seconds;
        }
    }

    private boolean taken(Take take) {
        return sql.change(
                        "UPDATE ker_limit SET full_at_micros = GREATEST(full_at_micros, " + NOW + ") + ?"
                                + " WHERE bucket = ? AND GREATEST(full_at_micros, " + NOW + ") + ? <= " + NOW + " + ?",
                        take.microsForOne(),
                        take.bucket(),
                        take.microsForOne(),
                        take.microsForAll())
                == 1;
    }

    /** Before the time is asked: who waits for a rival would otherwise reckon with a time before that rival's. */
    private void lock(Take take) {
        boolean known = sql.one(
                        "SELECT full_at_micros FROM ker_limit WHERE bucket = ? FOR UPDATE",
                        row -> row.number("full_at_micros"),
                        (Object) take.bucket())
                .isPresent();
        if (!known) {
            // Not IGNORE: that would leave a shared lock on a rival's row, and two who hold one give up each other.
            sql.change(
                    "INSERT INTO ker_limit (bucket, full_at_micros) VALUES (?, 0)"
                            + " ON DUPLICATE KEY UPDATE full_at_micros = full_at_micros",
                    (Object) take.bucket());
        }
    }

    private long wait(Take take) {
        long micros = sql.one(
                        "SELECT full_at_micros + ? - " + NOW + " AS wait FROM ker_limit WHERE bucket = ?",
                        row -> row.number("wait"),
                        take.microsForOne() - take.microsForAll(),
                        take.bucket())
                .orElse(0L);
        return Take.seconds(Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
    }

    /** Deletes rows of buckets that have been full for a while. */
    void sweep() {
        int swept;
        do {
            swept = transactions.run(() -> sql.change("DELETE FROM ker_limit WHERE full_at_micros < " + NOW
                    + " - 60000000 ORDER BY full_at_micros LIMIT " + BATCH));
        } while (swept == BATCH);
    }
}
