package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.WebhookDesk.Attempt;
import org.cunlu.accounts.WebhookDesk.Telling;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_webhook_delivery} and {@code acc_webhook_attempt}. Due times and claims go by the database's clock. */
@Singleton
class DeliveryTable {
    private static final String IN = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";
    private static final String SELECT =
            "SELECT delivery_id, webhook_id, event_id, fact, body, replay_of, state, attempts, told_at, ended_at"
                    + " FROM acc_webhook_delivery";
    private static final String DUE = " state IN ('WAITING', 'SENDING') AND due_at <= UTC_TIMESTAMP(3)";

    /**
     * One telling of one fact to one webhook.
     * @param attempts the one under way included
     */
    record Delivery(
            String deliveryId,
            String webhookId,
            String eventId,
            String fact,
            String body,
            @Nullable String replayOf,
            Telling state,
            int attempts,
            Instant toldAt,
            @Nullable Instant endedAt) {}

    private final Sql sql;

    DeliveryTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<Delivery> deliveries) {
        sql.insertMany(
                "INSERT INTO acc_webhook_delivery (delivery_id, webhook_id, event_id, fact, body, replay_of, state,"
                        + " due_at, told_at)",
                deliveries.stream()
                        .map(each -> new Object[] {
                            each.deliveryId(),
                            each.webhookId(),
                            each.eventId(),
                            each.fact(),
                            each.body(),
                            each.replayOf(),
                            each.state(),
                            each.toldAt(),
                            each.toldAt()
                        })
                        .toList());
    }

    /** @return webhooks that may be called now and have something to be told, those that rest longest first */
    List<String> due(int limit) {
        return sql.list(
                "SELECT w.webhook_id FROM acc_webhook w WHERE w.state = 'LIVE' AND w.rests_until <= UTC_TIMESTAMP(3)"
                        + " AND EXISTS (SELECT 1 FROM acc_webhook_delivery d WHERE d.webhook_id = w.webhook_id"
                        + " AND d.state IN ('WAITING', 'SENDING') AND d.due_at <= UTC_TIMESTAMP(3))"
                        + " ORDER BY w.rests_until LIMIT ?",
                row -> row.string("webhook_id"),
                limit);
    }

    /** Takes some that nobody else took in between, the oldest first. @param claimant new for each round */
    List<Delivery> claim(String webhookId, String claimant, Duration lease, int limit) {
        List<String> ids = sql.list(
                "SELECT delivery_id FROM acc_webhook_delivery WHERE webhook_id = ? AND" + DUE
                        + " ORDER BY delivery_id LIMIT ?",
                row -> row.string("delivery_id"),
                webhookId,
                limit);
        if (ids.isEmpty()) {
            return List.of();
        }
        var change = new ArrayList<Object>(List.of(claimant, lease.toMillis() * 1000));
        change.addAll(ids);
        sql.change(
                "UPDATE acc_webhook_delivery SET state = 'SENDING', claimed_by = ?, due_at = " + IN + " WHERE" + DUE
                        + " AND delivery_id IN (" + Sql.marks(ids.size()) + ")",
                change.toArray());
        var look = new ArrayList<Object>(List.of(claimant));
        look.addAll(ids);
        return sql.list(
                SELECT + " WHERE claimed_by = ? AND state = 'SENDING' AND delivery_id IN (" + Sql.marks(ids.size())
                        + ") ORDER BY delivery_id",
                DeliveryTable::delivery,
                look.toArray());
    }

    /** @return whether the claim was still good; then the try is counted */
    boolean tried(Delivery delivery, String claimant, Telling after, Duration pause, @Nullable Instant endedAt) {
        return sql.change(
                        "UPDATE acc_webhook_delivery SET state = ?, attempts = attempts + 1, claimed_by = NULL,"
                                + " due_at = " + IN + ", ended_at = ?"
                                + " WHERE delivery_id = ? AND claimed_by = ? AND state = 'SENDING'",
                        after,
                        pause.toMillis() * 1000,
                        endedAt,
                        delivery.deliveryId(),
                        claimant)
                == 1;
    }

    void attempted(String deliveryId, Attempt attempt) {
        sql.change(
                "INSERT INTO acc_webhook_attempt (delivery_id, attempt, at, millis, status, why)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                deliveryId,
                attempt.attempt(),
                attempt.at(),
                attempt.millis(),
                attempt.status(),
                attempt.why());
    }

    /** Gives back what was claimed and not tried. */
    void putBack(String webhookId, String claimant) {
        sql.change(
                "UPDATE acc_webhook_delivery SET state = 'WAITING', claimed_by = NULL, due_at = UTC_TIMESTAMP(3)"
                        + " WHERE webhook_id = ? AND claimed_by = ? AND state = 'SENDING'",
                webhookId,
                claimant);
    }

    Optional<Delivery> find(String webhookId, String deliveryId) {
        return sql.one(
                SELECT + " WHERE webhook_id = ? AND delivery_id = ?", DeliveryTable::delivery, webhookId, deliveryId);
    }

    /** @param before id of the last one seen, the latest come first; null for the beginning */
    List<Delivery> page(String webhookId, @Nullable String before, @Nullable Telling state, int limit) {
        var arguments = new ArrayList<Object>(List.of(webhookId));
        String more = "";
        if (before != null) {
            more += " AND delivery_id < ?";
            arguments.add(before);
        }
        if (state != null) {
            more += " AND state = ?";
            arguments.add(state);
        }
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE webhook_id = ?" + more + " ORDER BY delivery_id DESC LIMIT ?",
                DeliveryTable::delivery,
                arguments.toArray());
    }

    List<Attempt> attempts(String deliveryId) {
        return sql.list(
                "SELECT attempt, at, millis, status, why FROM acc_webhook_attempt WHERE delivery_id = ? ORDER BY attempt",
                row -> new Attempt(
                        row.integer("attempt"),
                        row.instant("at"),
                        row.integer("millis"),
                        row.numberOrNull("status") == null ? null : row.integer("status"),
                        row.string("why")),
                deliveryId);
    }

    /** Nobody waits any more for what was told so long ago. */
    int giveUp(Instant toldBefore, Instant now) {
        return sql.change(
                "UPDATE acc_webhook_delivery SET state = 'GIVEN_UP', claimed_by = NULL, ended_at = ?"
                        + " WHERE (state = 'WAITING' OR (state = 'SENDING' AND due_at <= UTC_TIMESTAMP(3))) AND told_at < ?"
                        + " ORDER BY delivery_id LIMIT 1000",
                now,
                toldBefore);
    }

    /** Forgets what ended long ago, with its tries. @return how many, at most 500 */
    int sweep(Instant endedBefore) {
        List<Object> ids = sql.list(
                "SELECT delivery_id FROM acc_webhook_delivery WHERE ended_at < ? ORDER BY ended_at LIMIT 500",
                row -> row.string("delivery_id"),
                endedBefore);
        if (!ids.isEmpty()) {
            String among = " WHERE delivery_id IN (" + Sql.marks(ids.size()) + ")";
            sql.change("DELETE FROM acc_webhook_attempt" + among, ids.toArray());
            sql.change("DELETE FROM acc_webhook_delivery" + among, ids.toArray());
        }
        return ids.size();
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.string("delivery_id"),
                row.string("webhook_id"),
                row.string("event_id"),
                row.string("fact"),
                row.string("body"),
                row.string("replay_of"),
                row.constant("state", Telling.class),
                row.integer("attempts"),
                row.instant("told_at"),
                row.instant("ended_at"));
    }
}
