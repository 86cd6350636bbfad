package org.cunlu.logistics.pickup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/**
 * Counts wrong pickup codes in the database, so that all instances count together. Asking locks the counter's row, so
 * that guesses that come at once are counted one after the other.
 */
@Singleton
class PickupGuesses {
    static final int WRONG_MAX = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Sql sql;

    PickupGuesses(Sql sql) {
        this.sql = sql;
    }

    private record Counter(int wrong, Instant since, Instant lockedUntil) {}

    static String byActor(String nodeCode, String actor) {
        return "A:" + nodeCode + ":" + actor;
    }

    static String ofParcel(String barcode) {
        return "P:" + barcode;
    }

    /** @return whether no more guesses are taken now; the counter is locked until the transaction ends */
    boolean locked(String subject, Instant now) {
        return lock(subject, now)
                .map(Counter::lockedUntil)
                .filter(now::isBefore)
                .isPresent();
    }

    /** Counts a wrong guess; the last one allowed within the window locks for the length of a window. */
    void wrong(String subject, Instant now) {
        Counter counter = lock(subject, now).orElseThrow();
        boolean fresh = counter.wrong() == 0
                || counter.lockedUntil() != null
                || !now.isBefore(counter.since().plus(WINDOW));
        int wrong = fresh ? 1 : counter.wrong() + 1;
        sql.soon(
                "UPDATE log_pickup_guess SET wrong = ?, since = ?, locked_until = ? WHERE subject = ?",
                wrong,
                fresh ? now : counter.since(),
                wrong >= WRONG_MAX ? now.plus(WINDOW) : null,
                subject);
    }

    /** A right code clears the parcel's counter; never the actor's, who could otherwise guess between two right ones. */
    void right(String subject) {
        sql.soon("DELETE FROM log_pickup_guess WHERE subject = ?", subject);
    }

    private Optional<Counter> lock(String subject, Instant now) {
        sql.soon(
                "INSERT INTO log_pickup_guess (subject, wrong, since) VALUES (?, 0, ?)"
                        + " ON DUPLICATE KEY UPDATE wrong = wrong",
                subject,
                now);
        return sql.one(
                "SELECT wrong, since, locked_until FROM log_pickup_guess WHERE subject = ? FOR UPDATE",
                PickupGuesses::counter,
                subject);
    }

    private static Counter counter(Row row) {
        return new Counter(row.integer("wrong"), row.instant("since"), row.instant("locked_until"));
    }
}
