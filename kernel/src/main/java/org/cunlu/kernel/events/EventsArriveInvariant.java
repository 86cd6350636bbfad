package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;

/**
 * Every event that is older than {@link #GRACE_SECONDS} of real time had its effect in every subscriber that this process
 * knows, and is then settled.
 */
@Singleton
class EventsArriveInvariant implements Invariant {
    private static final int GRACE_SECONDS = 30;
    private static final int SHOWN_MAX = 10;

    private final Subscribers subscribers;

    EventsArriveInvariant(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String name() {
        return "outbox = inboxes";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        long checked = checked(snapshot);
        long violations = 0;
        var examples = new ArrayList<String>();
        for (String topic : openTopics(snapshot)) {
            violations += check(snapshot, topic, examples);
        }
        return new Finding(checked, violations, examples);
    }

    private static long checked(Connection snapshot) throws SQLException {
        String sql = "SELECT COUNT(*) FROM ker_outbox WHERE recorded_at < TIMESTAMPADD(SECOND, -" + GRACE_SECONDS
                + ", UTC_TIMESTAMP(3))";
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static List<String> openTopics(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery(
                        "SELECT topic FROM ker_outbox WHERE settled_at IS NULL GROUP BY topic ORDER BY topic")) {
            var topics = new ArrayList<String>();
            while (result.next()) {
                topics.add(result.getString(1));
            }
            return topics;
        }
    }

    private long check(Connection snapshot, String topic, List<String> examples) throws SQLException {
        List<String> wanted = subscribers.namesOf(topic);
        // With no subscriber there is nobody to miss it; publishing it is a courtesy.
        if (wanted.isEmpty()) {
            return 0;
        }
        String marks = String.join(",", Collections.nCopies(wanted.size(), "?"));
        String sql = "SELECT o.event_id, COUNT(i.subscriber) AS done FROM ker_outbox o LEFT JOIN ker_inbox i"
                + " ON i.event_id = o.event_id AND i.state = 'DONE' AND i.subscriber IN (" + marks + ")"
                + " WHERE o.settled_at IS NULL AND o.topic = ?"
                + " AND o.recorded_at < TIMESTAMPADD(SECOND, -" + GRACE_SECONDS + ", UTC_TIMESTAMP(3))"
                + " GROUP BY o.event_id, o.published_at"
                // Either an effect is missing, or all are there for long and it is still not settled.
                + " HAVING COUNT(i.subscriber) < ? OR (o.published_at IS NOT NULL"
                + " AND GREATEST(MAX(i.done_at), o.published_at) < TIMESTAMPADD(SECOND, -" + GRACE_SECONDS
                + ", UTC_TIMESTAMP(3)))";
        try (var statement = snapshot.prepareStatement(sql)) {
            int at = 1;
            for (String subscriber : wanted) {
                statement.setString(at++, subscriber);
            }
            statement.setString(at++, topic);
            statement.setInt(at, wanted.size());
            long violations = 0;
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    violations++;
                    if (examples.size() < SHOWN_MAX) {
                        examples.add("event " + result.getString(1) + " of " + topic + ": " + result.getInt(2) + " of "
                                + wanted.size() + " effects");
                    }
                }
            }
            return violations;
        }
    }
}
