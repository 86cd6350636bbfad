package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false, startApplication = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventPurgeTest implements TestPropertyProvider {
    @Inject
    EventPurge purge;

    @Inject
    InboxTable inbox;

    @Inject
    OutboxTable outbox;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("event-purge", Server.DATABASE);
    }

    private String event(int daysOld, boolean settled) {
        String eventId = ids.next();
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO ker_outbox (event_id, topic, subject, county_code, version, payload, occurred_at,"
                            + " recorded_at, published_at, check_at, settled_at)"
                            + " VALUES (?, 'tests.told', 's', '500233', 1, '{}', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),"
                            + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), IF(?, TIMESTAMPADD(DAY, ?, UTC_TIMESTAMP(3)), NULL))",
                    eventId,
                    settled,
                    -daysOld);
            sql.change(
                    "INSERT INTO ker_inbox (event_id, subscriber, topic, state, attempts, first_seen, done_at)"
                            + " VALUES (?, 'tests.quick', 'tests.told', 'DONE', 1, UTC_TIMESTAMP(3),"
                            + " TIMESTAMPADD(DAY, ?, UTC_TIMESTAMP(3)))",
                    eventId,
                    -daysOld);
        });
        return eventId;
    }

    @Test
    void forgetsWhatWasSettledLongAgoAndLaterWhoHeardIt() {
        String old = event(31, true);
        String older = event(8, true);
        String young = event(6, true);
        purge.purge();
        assertThat(outbox.find(old)).isEmpty();
        assertThat(inbox.find(old, "tests.quick")).isEmpty();
        assertThat(outbox.find(older)).isEmpty();
        assertThat(inbox.find(older, "tests.quick")).isPresent();
        assertThat(outbox.find(young)).isPresent();
    }

    @Test
    void remembersWhoHeardAnEventAsLongAsItMayBeSentAgain() {
        // Somebody else's dead letter keeps the event; forgetting this effect would repeat it.
        String waiting = event(400, false);
        purge.purge();
        assertThat(outbox.find(waiting)).isPresent();
        assertThat(inbox.find(waiting, "tests.quick")).isPresent();
    }
}
