package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.events.Hearers.CounterRaised;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker fails in each way that a broker can; no event is lost and none has its effect twice. */
@Tag("servers")
class BrokerFaultsTest {
    private static Devstack broker;
    private EventRoom room;

    @BeforeAll
    static void start() {
        broker = TestServers.dedicated(Server.BROKER);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @BeforeEach
    void enter() {
        broker.start(Server.BROKER);
        var servers = TestServers.properties("faults", Server.DATABASE);
        servers.put("cunlu.amqp.uri", broker.properties().get("cunlu.amqp.uri"));
        servers.put("cunlu.amqp.prefix", servers.get("cunlu.db.url").replaceAll(".*/|\\?.*", "") + ".");
        room = new EventRoom(servers);
    }

    @AfterEach
    void leave() {
        room.close();
    }

    @Test
    void theAppStartsAndTellsWithoutABrokerAndItsEventsArriveWhenThereIsOne() {
        broker.kill(Server.BROKER);
        var app = room.instance();
        room.tell(app, counters(200));
        assertThat(room.count("SELECT COUNT(*) AS n FROM ker_outbox WHERE published_at IS NULL"))
                .isEqualTo(200);
        broker.start(Server.BROKER);
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(200);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
    }

    @Test
    void theAuditTellsWhatWaitsForABrokerThatIsAwayAndCallsItNoViolation() {
        broker.kill(Server.BROKER);
        var app = room.instance();
        room.tell(app, counters(7));
        assertThat(room.audited().examples()).as("younger than 30 s").isEmpty();
        room.run(app, sql -> sql.change("UPDATE ker_outbox SET recorded_at = TIMESTAMPADD(MINUTE, -5, recorded_at)"));
        var waiting = room.audited();
        assertThat(waiting.clean()).isTrue();
        assertThat(waiting.checked()).isEqualTo(7);
        assertThat(waiting.examples())
                .singleElement()
                .asString()
                .matches(".*7 个事件在等消息服务器.*7 events wait for the broker, the oldest for 3\\d\\d s; no violation");
        broker.start(Server.BROKER);
        room.awaitSettled();
        assertThat(room.audited().clean()).isTrue();
        assertThat(room.audited().examples()).isEmpty();
    }

    @Test
    void aBrokerThatIsKilledUnderTrafficLosesAndRepeatsNothing() throws Exception {
        var app = room.instance();
        for (int i = 0; i < 60; i++) {
            room.tell(app, counters(5));
            if (i == 20) {
                broker.kill(Server.BROKER);
            }
            if (i == 40) {
                broker.start(Server.BROKER);
            }
            Thread.sleep(Duration.ofMillis(10));
        }
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(300);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
    }

    @Test
    void aBrokerThatIsWipedBetweenConfirmAndConsumeLosesNothing() {
        var relay = room.instance("cunlu.consumers.enabled", "false");
        room.tell(relay, counters(100));
        room.awaitCount(100, "SELECT COUNT(*) AS n FROM ker_outbox WHERE published_at IS NOT NULL");
        assertThat(room.effects(Hearers.COUNTING)).isZero();
        broker.wipe(Server.BROKER);
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(100);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
    }

    private static Event[] counters(int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i -> new CounterRaised("counter" + i, i))
                .toArray(Event[]::new);
    }
}
