package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Event;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/** Brings what was told of something to who wants to hear it, when a test wishes: twice, for that is what brokers do. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class News {
    private final Collection<Subscriber<?>> subscribers;
    private final Sql sql;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Clock clock;

    News(Collection<Subscriber<?>> subscribers, Sql sql, Transactions transactions, JsonMapper json, Clock clock) {
        this.subscribers = subscribers;
        this.sql = sql;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** @return how many events there were */
    public int hear(String topic, String subject) {
        List<String> told = transactions.read(() -> sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = ? AND subject = ? ORDER BY event_id",
                row -> row.string("payload"),
                topic,
                subject));
        for (String payload : told) {
            subscribers.stream().filter(each -> each.topic().equals(topic)).forEach(each -> {
                bring(each, payload);
                bring(each, payload);
            });
        }
        return told.size();
    }

    private <E extends Event> void bring(Subscriber<E> subscriber, String payload) {
        try {
            E event = json.readValue(payload, subscriber.type());
            transactions.run(() -> subscriber.on(event, new Heard("E", clock.instant(), 1)));
        } catch (IOException e) {
            throw new AssertionError(payload, e);
        }
    }
}
