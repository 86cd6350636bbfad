package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** All statements on {@code ker_outbox}. Leases and waits are in the database's time, which all instances share. */
@Singleton
class OutboxTable {
    private static final String EVENT = "event_id, topic, kind, subject, county_code, version, payload, occurred_at";
    private static final String IN = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private static final int ROWS_A_STATEMENT = 1_000;

    private final Sql sql;
    private final Transactions transactions;

    OutboxTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @param due whether it is time to look for missing effects  @param checks how often one looked, also the guard of a check */
    record Unsettled(String eventId, String topic, @Nullable String kind, boolean due, int checks) {}

    void insert(List<Told> events) {
        String row = "(?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))";
        for (int start = 0; start < events.size(); start += ROWS_A_STATEMENT) {
            List<Told> some = events.subList(start, Math.min(events.size(), start + ROWS_A_STATEMENT));
            sql.soon(
                    "INSERT INTO ker_outbox (" + EVENT + ", recorded_at) VALUES "
                            + String.join(",", Collections.nCopies(some.size(), row)),
                    some.stream().flatMap(OutboxTable::columns).toArray());
        }
    }

    /**
     * Takes a lease on what is unpublished; a rival gets other rows or none. The candidates are read without locks, so that
     * a transaction that is still writing is not waited for.
     */
    List<Told> claim(String claimant, int limit, Duration lease) {
        List<String> candidates = sql.list(
                "SELECT event_id FROM ker_outbox WHERE published_at IS NULL"
                        + " AND (claimed_until IS NULL OR claimed_until < UTC_TIMESTAMP(3))"
                        + " ORDER BY claimed_until, event_id LIMIT ?",
                row -> row.string("event_id"),
                limit);
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<String> ids = candidates.stream().sorted().toList();
        int claimed = transactions.run(() -> sql.change(
                "UPDATE ker_outbox SET claimed_by = ?, claimed_until = " + IN + ", attempts = attempts + 1"
                        + " WHERE published_at IS NULL AND (claimed_until IS NULL OR claimed_until < UTC_TIMESTAMP(3))"
                        + " AND event_id IN (" + Sql.marks(ids.size()) + ")",
                with(ids, claimant, micros(lease))));
        if (claimed == 0) {
            return List.of();
        }
        return sql.list(
                "SELECT " + EVENT + " FROM ker_outbox WHERE claimed_by = ? AND published_at IS NULL AND event_id IN ("
                        + Sql.marks(ids.size()) + ") ORDER BY event_id",
                OutboxTable::told,
                with(ids, claimant));
    }

    void published(Collection<String> eventIds, Duration checkAfter) {
        if (!eventIds.isEmpty()) {
            transactions.run(() -> sql.change(
                    "UPDATE ker_outbox SET published_at = UTC_TIMESTAMP(3), check_at = " + IN
                            + ", claimed_by = NULL, claimed_until = NULL WHERE published_at IS NULL AND event_id IN ("
                            + Sql.marks(eventIds.size()) + ")",
                    with(sorted(eventIds), micros(checkAfter))));
        }
    }

    /** Gives up the lease; another try after {@code pause}. */
    void release(Collection<String> eventIds, String claimant, Duration pause) {
        if (!eventIds.isEmpty()) {
            transactions.run(() -> sql.change(
                    "UPDATE ker_outbox SET claimed_until = " + IN + " WHERE claimed_by = ? AND published_at IS NULL"
                            + " AND event_id IN (" + Sql.marks(eventIds.size()) + ")",
                    with(sorted(eventIds), micros(pause), claimant)));
        }
    }

    /** @return published events whose effects are not all known to be there, those that have to be looked at first */
    List<Unsettled> unsettled(int limit) {
        return sql.list(
                "SELECT event_id, topic, kind, checks, check_at <= UTC_TIMESTAMP(3) AS due FROM ker_outbox"
                        + " WHERE settled_at IS NULL AND check_at IS NOT NULL ORDER BY check_at, event_id LIMIT ?",
                row -> new Unsettled(
                        row.string("event_id"),
                        row.string("topic"),
                        row.string("kind"),
                        row.flag("due"),
                        row.integer("checks")),
                limit);
    }

    void settled(Collection<String> eventIds) {
        if (!eventIds.isEmpty()) {
            transactions.run(() -> sql.change(
                    "UPDATE ker_outbox SET settled_at = UTC_TIMESTAMP(3) WHERE settled_at IS NULL AND event_id IN ("
                            + Sql.marks(eventIds.size()) + ")",
                    with(sorted(eventIds))));
        }
    }

    /** @return whether this instance is the one that looks now */
    boolean startCheck(Unsettled event, Duration next) {
        return transactions.run(() -> sql.change(
                        "UPDATE ker_outbox SET checks = checks + 1, check_at = " + IN
                                + " WHERE event_id = ? AND checks = ? AND settled_at IS NULL",
                        micros(next),
                        event.eventId(),
                        event.checks()))
                == 1;
    }

    Optional<Told> find(String eventId) {
        return sql.one("SELECT " + EVENT + " FROM ker_outbox WHERE event_id = ?", OutboxTable::told, eventId);
    }

    long countUnsettled() {
        return sql.one("SELECT COUNT(*) AS n FROM ker_outbox WHERE settled_at IS NULL", row -> row.number("n"))
                .orElseThrow();
    }

    /** @return how many old settled events were forgotten, at most {@code limit} */
    int purge(Duration age, int limit) {
        return transactions.run(() -> sql.change(
                "DELETE FROM ker_outbox WHERE settled_at < " + IN + " ORDER BY settled_at LIMIT " + limit,
                -micros(age)));
    }

    private static Stream<Object> columns(Told event) {
        return Stream.of(
                event.eventId(),
                event.topic(),
                event.kind(),
                event.subject(),
                event.county(),
                event.version(),
                event.payload(),
                event.occurredAt());
    }

    private static Told told(Row row) {
        return new Told(
                row.string("event_id"),
                row.string("topic"),
                row.string("kind"),
                row.string("subject"),
                row.string("county_code"),
                row.integer("version"),
                row.string("payload"),
                row.instant("occurred_at"));
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }

    // Locks are taken in key order, so that two instances wait for each other and never both.
    private static List<String> sorted(Collection<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static Object[] with(List<String> ids, Object... first) {
        var all = new ArrayList<Object>(Arrays.asList(first));
        all.addAll(ids);
        return all.toArray();
    }
}
