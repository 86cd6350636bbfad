package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.ConnectionFactory;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.events.Hearers.StepTaken;
import org.cunlu.kernel.events.Hearers.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An event of which subscribers want some kinds only. */
@Tag("servers")
class EventKindsTest {
    private static final String HEARD = "SELECT COUNT(*) AS n FROM ker_inbox WHERE subscriber = '%s'";
    private static final String[] SILENT = {"cunlu.schedulers.enabled", "false", "cunlu.consumers.enabled", "false"};

    private EventRoom room;
    private Map<String, String> servers;

    @BeforeEach
    void enter() {
        servers = TestServers.properties("event-kinds", Server.DATABASE, Server.BROKER);
        room = new EventRoom(servers);
    }

    @AfterEach
    void leave() {
        room.close();
    }

    @Test
    void eachHearsOfTheKindsThatItNamedAndTheOthersAreNotWaitedFor() {
        var app = room.instance();
        room.tell(app, steps(Way.OUT, 20));
        room.tell(app, steps(Way.HOME, 10));
        room.tell(app, steps(Way.NOWHERE, 5));
        room.awaitSettled();
        assertThat(room.effects(Hearers.EVERY_STEP)).isEqualTo(30);
        assertThat(room.effects(Hearers.HOMECOMING)).isEqualTo(10);
        assertThat(room.count(HEARD.formatted(Hearers.HOMECOMING)))
                .as("not even heard")
                .isEqualTo(10);
        age(app, "recorded_at");
        age(app, "settled_at");
        assertThat(room.audited().clean()).isTrue();
        assertThat(room.audited().checked()).isEqualTo(35);
    }

    @Test
    void whatWasToldWithoutAKindBeforeARestartIsForAll() {
        var old = room.instance(SILENT);
        room.tell(old, steps(Way.OUT, 3));
        room.run(old, sql -> sql.change("UPDATE ker_outbox SET kind = NULL"));
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.EVERY_STEP)).isEqualTo(3);
        assertThat(room.effects(Hearers.HOMECOMING)).isEqualTo(3);
    }

    @Test
    void whatWasCommittedBeforeARestartReachesThoseThatNamedItsKind() {
        room.tell(room.instance(SILENT), steps(Way.HOME, 7));
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.EVERY_STEP)).isEqualTo(7);
        assertThat(room.effects(Hearers.HOMECOMING)).isEqualTo(7);
    }

    @Test
    void whatWasLostWithItsQueueIsSentAgainToThoseThatNamedItsKindOnly() throws Exception {
        var app = room.instance("cunlu.consumers.enabled", "false");
        room.tell(app, steps(Way.OUT, 4));
        room.tell(app, steps(Way.HOME, 6));
        room.awaitCount(10, "SELECT COUNT(*) AS n FROM ker_outbox WHERE published_at IS NOT NULL");
        deleteQueue(app, Hearers.EVERY_STEP);
        deleteQueue(app, Hearers.HOMECOMING);
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.EVERY_STEP)).isEqualTo(10);
        assertThat(room.effects(Hearers.HOMECOMING)).isEqualTo(6);
        assertThat(room.count(HEARD.formatted(Hearers.HOMECOMING))).isEqualTo(6);
    }

    @Test
    void theAuditMissesTheEffectOfWhoNamedTheKindOnly() {
        var app = room.instance();
        room.tell(app, steps(Way.HOME, 1));
        room.awaitSettled();
        room.tell(app, steps(Way.OUT, 1));
        room.awaitSettled();
        room.tell(app, steps(Way.HOME, 1));
        room.awaitSettled();
        age(app, "settled_at");
        assertThat(room.audited().clean()).isTrue();
        room.run(
                app,
                sql -> sql.change(
                        "DELETE FROM ker_inbox WHERE subscriber = ? AND event_id = (SELECT MAX(event_id) FROM ker_outbox)",
                        Hearers.HOMECOMING));
        assertThat(room.audited().violations()).isEqualTo(1);
        assertThat(room.audited().examples().getFirst())
                .contains("step-taken.HOME")
                .contains(Hearers.HOMECOMING);
    }

    @Test
    void aKindThatIsNoWordOfARoutingKeyIsRefused() {
        assertThatThrownBy(() -> Subscribers.checked("HOME.BASE")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subscribers.checked("*")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subscribers.checked("A".repeat(41))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Subscribers.checked("A".repeat(40))).hasSize(40);
        assertThat(Subscribers.checked(null)).isNull();
    }

    private void deleteQueue(EmbeddedServer app, String subscriber) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(servers.get("cunlu.amqp.uri"));
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            channel.queueDelete(
                    app.getApplicationContext().getBean(Topology.class).queue(subscriber));
        }
    }

    private void age(EmbeddedServer app, String column) {
        room.run(
                app,
                sql -> sql.change("UPDATE ker_outbox SET " + column + " = TIMESTAMPADD(SECOND, -31, " + column + ")"));
    }

    private static Event[] steps(Way way, int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i -> new StepTaken("walker" + i, way))
                .toArray(Event[]::new);
    }
}
