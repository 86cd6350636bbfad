package org.cunlu.kernel.events;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.events.Hearers.CounterRaised;
import org.cunlu.kernel.events.Hearers.Outside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Instances of one room, and what they tell each other. */
abstract class Delivering {
    static final String POISON = "poison";

    EventRoom room;
    Map<String, String> servers;

    @BeforeEach
    void enter() {
        servers = TestServers.properties("events", Server.DATABASE, Server.BROKER);
        room = new EventRoom(servers);
    }

    @AfterEach
    void leave() {
        room.close();
    }

    void age(EmbeddedServer app, String column) {
        room.run(
                app,
                sql -> sql.change("UPDATE ker_outbox SET " + column + " = TIMESTAMPADD(SECOND, -31, " + column + ")"));
    }

    Outside outside(EmbeddedServer app) {
        return app.getApplicationContext().getBean(Outside.class);
    }

    static InboxTable inbox(EmbeddedServer app) {
        return app.getApplicationContext().getBean(InboxTable.class);
    }

    static Topology topology(EmbeddedServer app) {
        return app.getApplicationContext().getBean(Topology.class);
    }

    static Event[] counters(int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i -> new CounterRaised("counter" + i, i))
                .toArray(Event[]::new);
    }

    Channel broker() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(servers.get("cunlu.amqp.uri"));
        var connection = factory.newConnection();
        var channel = connection.createChannel();
        channel.addShutdownListener(cause -> connection.abort());
        return channel;
    }

    /** Waits until the queue is empty and stays so. */
    void drained(EmbeddedServer app, String subscriber) throws Exception {
        try (var channel = broker()) {
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> channel.messageCount(topology(app).queue(subscriber)) == 0);
        }
    }
}
