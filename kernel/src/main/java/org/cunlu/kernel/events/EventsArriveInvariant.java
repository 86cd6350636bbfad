package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;

/**
 * Every event that is older than {@link #GRACE_SECONDS} of real time had its effect in every subscriber that this process
 * knows, and is then settled; and what counts as settled had all of them.
 *
 * <p>What was never published while the broker cannot be reached waits in the outbox and is lost to nobody: that is counted
 * and told in words, but is no violation. With a broker that answers it is one: then the relay stands still.
 */
@Singleton
class EventsArriveInvariant implements Invariant {
    private static final int GRACE_SECONDS = 30;
    private static final int SHOWN_MAX = 10;
    private static final String OLD = " < TIMESTAMPADD(SECOND, -" + GRACE_SECONDS + ", UTC_TIMESTAMP(3))";

    private final Subscribers subscribers;
    private final BrokerLink broker;

    EventsArriveInvariant(Subscribers subscribers, BrokerLink broker) {
        this.subscribers = subscribers;
        this.broker = broker;
    }

    @Override
    public String name() {
        return "outbox = inboxes";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        long checked = checked(snapshot);
        var told = new ArrayList<String>();
        boolean excused = waits(snapshot, told);
        long violations = 0;
        for (Route route : routes(snapshot)) {
            List<String> wanted = subscribers.wanting(route.topic(), route.kind());
            // With no subscriber there is nobody to miss it; publishing it is a courtesy.
            if (!wanted.isEmpty()) {
                violations += overdue(snapshot, route, wanted, excused, told);
                for (String subscriber : wanted) {
                    violations += passedOver(snapshot, route, subscriber, told);
                }
            }
        }
        return new Finding(checked, violations, told);
    }

    private static long checked(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM ker_outbox WHERE recorded_at" + OLD)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** @return whether events wait for a broker that is away; it is only asked when some were never published */
    private boolean waits(Connection snapshot, List<String> told) throws SQLException {
        String sql = "SELECT COUNT(*), TIMESTAMPDIFF(SECOND, MIN(recorded_at), UTC_TIMESTAMP(3)) FROM ker_outbox"
                + " WHERE published_at IS NULL AND recorded_at" + OLD;
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            if (result.getLong(1) == 0 || broker.reachable()) {
                return false;
            }
            told.add(
                    "%1$d 个事件在等消息服务器，最早的已等 %2$d 秒，不算错误 · %1$d events wait for the broker, the oldest for %2$d s; no violation"
                            .formatted(result.getLong(1), result.getLong(2)));
            return true;
        }
    }

    private record Route(String topic, @Nullable String kind) {
        @Override
        public String toString() {
            return Topology.key(topic, kind);
        }
    }

    private static List<Route> routes(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery(
                        "SELECT topic, kind FROM ker_outbox GROUP BY topic, kind ORDER BY topic, kind")) {
            var routes = new ArrayList<Route>();
            while (result.next()) {
                routes.add(new Route(result.getString(1), result.getString(2)));
            }
            return routes;
        }
    }

    /** Either an effect is missing, or all are there for long and it is still not settled. */
    private static long overdue(
            Connection snapshot, Route route, List<String> wanted, boolean excused, List<String> told)
            throws SQLException {
        String marks = String.join(",", Collections.nCopies(wanted.size(), "?"));
        String sql = "SELECT o.event_id, COUNT(i.subscriber) AS done FROM ker_outbox o LEFT JOIN ker_inbox i"
                + " ON i.event_id = o.event_id AND i.state = 'DONE' AND i.subscriber IN (" + marks + ")"
                + " WHERE o.settled_at IS NULL AND o.topic = ? AND o.kind <=> ? AND o.recorded_at" + OLD
                + (excused ? " AND o.published_at IS NOT NULL" : "")
                + " GROUP BY o.event_id, o.published_at"
                + " HAVING COUNT(i.subscriber) < ?"
                + " OR (o.published_at IS NOT NULL AND GREATEST(MAX(i.done_at), o.published_at)" + OLD + ")";
        try (var statement = snapshot.prepareStatement(sql)) {
            int at = 1;
            for (String subscriber : wanted) {
                statement.setString(at++, subscriber);
            }
            statement.setString(at++, route.topic());
            statement.setString(at++, route.kind());
            statement.setInt(at, wanted.size());
            return count(
                    statement,
                    told,
                    (eventId, done) ->
                            "event " + eventId + " of " + route + ": " + done + " of " + wanted.size() + " effects");
        }
    }

    /** Settled without the effect of a subscriber that was here before: one that came later had no claim to it. */
    private static long passedOver(Connection snapshot, Route route, String subscriber, List<String> told)
            throws SQLException {
        String sql = "SELECT o.event_id, 0 FROM ker_outbox o WHERE o.topic = ? AND o.kind <=> ? AND o.settled_at" + OLD
                + " AND o.recorded_at > (SELECT MIN(k.first_seen) FROM ker_inbox k WHERE k.subscriber = ?)"
                + " AND NOT EXISTS (SELECT 1 FROM ker_inbox i WHERE i.event_id = o.event_id AND i.subscriber = ?"
                + " AND i.state = 'DONE') ORDER BY o.event_id";
        try (var statement = snapshot.prepareStatement(sql)) {
            statement.setString(1, route.topic());
            statement.setString(2, route.kind());
            statement.setString(3, subscriber);
            statement.setString(4, subscriber);
            return count(
                    statement,
                    told,
                    (eventId, _) -> "event " + eventId + " of " + route + ": settled without " + subscriber);
        }
    }

    private interface Words {
        String of(String eventId, int effects);
    }

    private static long count(PreparedStatement statement, List<String> told, Words words) throws SQLException {
        long violations = 0;
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                violations++;
                if (told.size() < SHOWN_MAX) {
                    told.add(words.of(result.getString(1), result.getInt(2)));
                }
            }
        }
        return violations;
    }
}
