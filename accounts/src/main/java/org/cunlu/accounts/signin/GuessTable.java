package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** Rows of {@code acc_guess}: how often, and until when nobody listens. In the database, so that all instances count as one. */
@Singleton
class GuessTable {
    /** A count and its limit. @param key keyed hash of what is counted */
    record Bucket(byte[] key, Limit limit) {}

    private record Count(byte[] key, int failures, Instant lastAt, Instant blockedUntil) {}

    private final Sql sql;
    private final Transactions transactions;

    GuessTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * Counts a guess in all buckets, unless one of them is blocked: then in none. Counted before the guess is judged, so
     * that a hundred at once do not all pass.
     * @return how long to wait, or empty when the guess was admitted
     */
    Optional<Duration> charge(List<Bucket> buckets, Instant now) {
        List<Bucket> sorted = buckets.stream()
                .sorted(Comparator.comparing(Bucket::key, Arrays::compareUnsigned))
                .toList();
        return transactions.run(() -> {
            for (Bucket bucket : sorted) {
                sql.change(
                        "INSERT INTO acc_guess (bucket, failures, last_at) VALUES (?, 0, ?)"
                                + " ON DUPLICATE KEY UPDATE failures = failures",
                        bucket.key(),
                        now);
            }
            Optional<Duration> wait = longest(sorted, now);
            if (wait.isEmpty()) {
                sorted.forEach(bucket -> add(bucket, now));
            }
            return wait;
        });
    }

    /** @return how long to wait, without counting anything */
    Optional<Duration> blocked(Bucket bucket, Instant now) {
        return transactions.read(() -> count(bucket, "")).flatMap(count -> wait(count, now));
    }

    /** Takes one guess back that proved right. */
    void refund(Bucket bucket) {
        transactions.run(() -> sql.change(
                "UPDATE acc_guess SET failures = failures - 1, blocked_until = NULL WHERE bucket = ? AND failures > 0",
                (Object) bucket.key()));
    }

    /** Takes one guess back that was never judged; the wait for those before it stays. */
    void takeBack(Bucket bucket) {
        // In this order: MySQL sees the new value of what stands further left.
        transactions.run(() -> sql.change(
                "UPDATE acc_guess SET blocked_until = CASE WHEN failures <= ? THEN NULL ELSE blocked_until END,"
                        + " failures = failures - 1 WHERE bucket = ? AND failures > 0",
                bucket.limit().free(),
                bucket.key()));
    }

    void forget(Bucket bucket) {
        transactions.run(() -> sql.change("DELETE FROM acc_guess WHERE bucket = ?", (Object) bucket.key()));
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return transactions.run(() -> sql.change("DELETE FROM acc_guess WHERE last_at < ? LIMIT 1000", before));
    }

    private Optional<Duration> longest(List<Bucket> buckets, Instant now) {
        return buckets.stream()
                .flatMap(bucket -> count(bucket, " FOR UPDATE").stream())
                .flatMap(count -> wait(count, now).stream())
                .max(Comparator.naturalOrder());
    }

    /** The row is locked by now, so what is read is what is written on. */
    private void add(Bucket bucket, Instant now) {
        Count count = count(bucket, " FOR UPDATE").orElseThrow();
        boolean forgotten = count.lastAt().plus(bucket.limit().memory()).isBefore(now);
        int failures = forgotten ? 1 : count.failures() + 1;
        sql.change(
                "UPDATE acc_guess SET failures = ?, last_at = ?, blocked_until = ? WHERE bucket = ?",
                failures,
                now,
                bucket.limit().blockedUntil(failures, now),
                bucket.key());
    }

    private Optional<Count> count(Bucket bucket, String suffix) {
        return sql.one(
                "SELECT bucket, failures, last_at, blocked_until FROM acc_guess WHERE bucket = ?" + suffix,
                row -> new Count(
                        row.bytes("bucket"),
                        row.integer("failures"),
                        row.instant("last_at"),
                        row.instant("blocked_until")),
                (Object) bucket.key());
    }

    private static Optional<Duration> wait(Count count, Instant now) {
        boolean blocked = count.blockedUntil() != null && count.blockedUntil().isAfter(now);
        return blocked ? Optional.of(Duration.between(now, count.blockedUntil())) : Optional.empty();
    }
}
