package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;

/** All statements on {@code ker_inbox}: who has had the effect of what, and what went wrong. */
@Singleton
class InboxTable {
    private static final String IN = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private final Sql sql;
    private final Transactions transactions;

    InboxTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    enum State {
        /** The effect is there. */
        DONE,
        /** It went wrong and is tried again. */
        FAILED,
        /** It went wrong too often, or can never go right; a person decides. */
        DEAD
    }

    record Entry(String eventId, String subscriber, State state, int attempts) {}

    record Letter(String eventId, String subscriber, String topic, int attempts, String lastError, Instant firstSeen) {}

    Optional<Entry> find(String eventId, String subscriber) {
        return entry(eventId, subscriber, "");
    }

    /**
     * Writes that the effect is there, before or after it but in one transaction with it; a rival waits here.
     * @return which attempt this is; empty when there is nothing to do any more
     */
    OptionalInt done(String eventId, String subscriber, String topic) {
        transactions.require();
        try {
            sql.change(
                    "INSERT INTO ker_inbox (event_id, subscriber, topic, state, attempts, first_seen, done_at)"
                            + " VALUES (?, ?, ?, 'DONE', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    eventId,
                    subscriber,
                    topic);
            return OptionalInt.of(1);
        } catch (SqlFailure failure) {
            if (!failure.duplicate()) {
                throw failure;
            }
        }
        Entry known = entry(eventId, subscriber, " FOR UPDATE").orElseThrow();
        if (known.state() != State.FAILED) {
            return OptionalInt.empty();
        }
        sql.change(
                "UPDATE ker_inbox SET state = 'DONE', attempts = attempts + 1, next_at = NULL, done_at = UTC_TIMESTAMP(3)"
                        + " WHERE event_id = ? AND subscriber = ?",
                eventId,
                subscriber);
        return OptionalInt.of(known.attempts() + 1);
    }

    /**
     * As {@link #done} for many that nobody has heard of yet.
     * @throws SqlFailure a duplicate when one of them is known
     */
    void allDone(List<Told> told, String subscriber) {
        sql.soon(
                "INSERT INTO ker_inbox (event_id, subscriber, topic, state, attempts, first_seen, done_at) VALUES "
                        + String.join(
                                ",",
                                Collections.nCopies(
                                        told.size(), "(?, ?, ?, 'DONE', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")),
                told.stream()
                        .sorted(Comparator.comparing(Told::eventId))
                        .flatMap(each -> Stream.of(each.eventId(), subscriber, each.topic()))
                        .toArray());
    }

    /**
     * Counts a failure, unless the effect is there by now.
     * @param counts 0 when the attempt is not held against the event, else 1
     * @param attemptsMax with this many failures it is dead
     */
    void failed(
            String eventId, String subscriber, String topic, String error, int counts, int attemptsMax, Duration next) {
        transactions.run(() -> {
            String state = counts >= attemptsMax ? "DEAD" : "FAILED";
            sql.change(
                    "INSERT INTO ker_inbox"
                            + " (event_id, subscriber, topic, state, attempts, last_error, first_seen, next_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), " + IN + ")"
                            + " ON DUPLICATE KEY UPDATE"
                            + " last_error = IF(state = 'FAILED', ?, last_error),"
                            + " next_at = IF(state = 'FAILED', " + IN + ", next_at),"
                            + " attempts = IF(state = 'FAILED', attempts + ?, attempts),"
                            // Assigned from left to right: attempts is the new count here.
                            + " state = IF(state = 'FAILED' AND attempts >= ?, 'DEAD', state)",
                    eventId,
                    subscriber,
                    topic,
                    state,
                    counts,
                    error,
                    micros(next),
                    error,
                    micros(next),
                    counts,
                    attemptsMax);
        });
    }

    /** @return what is known of these events, by whichever subscriber */
    List<Entry> of(Collection<String> eventIds) {
        return eventIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT event_id, subscriber, state, attempts FROM ker_inbox WHERE event_id IN ("
                                + Sql.marks(eventIds.size()) + ")",
                        InboxTable::entry,
                        eventIds.toArray());
    }

    List<Entry> dueAgain(int limit) {
        return sql.list(
                "SELECT event_id, subscriber, state, attempts FROM ker_inbox"
                        + " WHERE state = 'FAILED' AND next_at <= UTC_TIMESTAMP(3) ORDER BY next_at LIMIT ?",
                InboxTable::entry,
                limit);
    }

    /** @return whether this instance is the one that sends it again now */
    boolean startAgain(Entry entry, Duration lease) {
        return transactions.run(() -> sql.change(
                        "UPDATE ker_inbox SET next_at = " + IN + " WHERE event_id = ? AND subscriber = ?"
                                + " AND state = 'FAILED' AND next_at <= UTC_TIMESTAMP(3)",
                        micros(lease),
                        entry.eventId(),
                        entry.subscriber()))
                == 1;
    }

    /** @return dead letters after the given one, by event and subscriber */
    List<Letter> dead(String afterEvent, String afterSubscriber, int limit) {
        return sql.list(
                "SELECT event_id, subscriber, topic, attempts, last_error, first_seen FROM ker_inbox"
                        + " WHERE state = 'DEAD' AND (event_id > ? OR (event_id = ? AND subscriber > ?))"
                        + " ORDER BY event_id, subscriber LIMIT ?",
                row -> new Letter(
                        row.string("event_id"),
                        row.string("subscriber"),
                        row.string("topic"),
                        row.integer("attempts"),
                        row.string("last_error"),
                        row.instant("first_seen")),
                afterEvent,
                afterEvent,
                afterSubscriber,
                limit);
    }

    /** @return whether it was dead and is now to be tried again from the first attempt */
    boolean revive(String eventId, String subscriber) {
        transactions.require();
        return sql.change(
                        "UPDATE ker_inbox SET state = 'FAILED', attempts = 0, next_at = UTC_TIMESTAMP(3)"
                                + " WHERE event_id = ? AND subscriber = ? AND state = 'DEAD'",
                        eventId,
                        subscriber)
                == 1;
    }

    long countDead() {
        return sql.one("SELECT COUNT(*) AS n FROM ker_inbox WHERE state = 'DEAD'", row -> row.number("n"))
                .orElseThrow();
    }

    /**
     * Forgets old entries of events that are themselves forgotten: one that still waits for another subscriber may be sent
     * again, and whoever had its effect must know it then.
     * @return how many, at most {@code limit}
     */
    int purge(Duration age, int limit) {
        return transactions.run(() -> sql.change(
                "DELETE FROM ker_inbox WHERE done_at < " + IN + " AND state = 'DONE'"
                        + " AND NOT EXISTS (SELECT 1 FROM ker_outbox WHERE ker_outbox.event_id = ker_inbox.event_id)"
                        + " ORDER BY done_at LIMIT " + limit,
                -micros(age)));
    }

    private Optional<Entry> entry(String eventId, String subscriber, String suffix) {
        return sql.one(
                "SELECT event_id, subscriber, state, attempts FROM ker_inbox WHERE event_id = ? AND subscriber = ?"
                        + suffix,
                InboxTable::entry,
                eventId,
                subscriber);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.string("event_id"),
                row.string("subscriber"),
                row.constant("state", State.class),
                row.integer("attempts"));
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }
}
