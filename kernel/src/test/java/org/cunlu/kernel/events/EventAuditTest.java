package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the audit says of events that are not where they should be. */
@Tag("servers")
class EventAuditTest extends Delivering {
    @Test
    void theAuditSeesAnEventWithoutItsEffectAndIsCleanWhenAllArrived() {
        var app = room.instance();
        room.tell(app, counters(5));
        room.awaitSettled();
        assertThat(room.audited().clean()).isTrue();
        room.run(app, sql -> {
            sql.change("UPDATE ker_outbox SET recorded_at = TIMESTAMPADD(SECOND, -31, recorded_at)");
        });
        assertThat(room.audited().clean()).isTrue();
        assertThat(room.audited().checked()).isEqualTo(5);

        outside(app).beforeIndexing = () -> {
            throw new TryLater("index is away", null);
        };
        room.tell(app, counters(1));
        room.awaitCount(1, "SELECT COUNT(*) AS n FROM ker_inbox WHERE state = 'FAILED'");
        assertThat(room.audited().clean()).as("younger than 30 s").isTrue();
        room.run(app, sql -> {
            sql.change("UPDATE ker_outbox SET recorded_at = TIMESTAMPADD(SECOND, -31, recorded_at)");
        });
        assertThat(room.audited().violations()).isEqualTo(1);
        assertThat(room.audited().examples().getFirst()).contains("1 of 2 effects");
    }

    @Test
    void theAuditSeesARelayThatStandsStillBeforeABrokerThatAnswers() {
        var app = room.instance("cunlu.schedulers.enabled", "false", "cunlu.consumers.enabled", "false");
        room.tell(app, counters(3));
        age(app, "recorded_at");
        assertThat(room.audited().violations()).isEqualTo(3);
        assertThat(room.audited().examples().getFirst()).contains("0 of 2 effects");
    }

    @Test
    void theAuditSeesAnEventThatWasSettledWithoutAnEffectButNotOneFromBeforeItsSubscriber() {
        var app = room.instance();
        room.tell(app, counters(1));
        room.awaitSettled();
        room.tell(app, counters(1));
        room.awaitSettled();
        age(app, "settled_at");
        assertThat(room.audited().clean()).isTrue();
        String last = "SELECT MAX(event_id) FROM ker_outbox";
        room.run(
                app,
                sql -> sql.change(
                        "DELETE FROM ker_inbox WHERE subscriber = ? AND event_id = (" + last + ")", Hearers.COUNTING));
        assertThat(room.audited().violations()).isEqualTo(1);
        assertThat(room.audited().examples().getFirst()).contains("settled without " + Hearers.COUNTING);

        room.run(app, sql -> sql.change("DELETE FROM ker_inbox WHERE subscriber = ?", Hearers.COUNTING));
        assertThat(room.audited().clean())
                .as("nothing tells that it was here then")
                .isTrue();
    }
}
