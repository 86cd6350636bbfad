package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** Instances of an app that share one room on the servers, and what a test asks of them. */
final class EventRoom implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Map<String, Object> properties;
    private final List<EmbeddedServer> instances = new ArrayList<>();

    EventRoom(Map<String, String> servers) {
        properties = new LinkedHashMap<>(servers);
        properties.put("spec", "events");
        properties.put("cunlu.demo", "false");
        properties.put("cunlu.events.attempts-max", "3");
        properties.put("cunlu.events.retry-base", "100ms");
        properties.put("cunlu.events.republish-after", "1s");
    }

    EmbeddedServer instance(String... more) {
        var all = new LinkedHashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, all, "test");
        if (instances.isEmpty()) {
            run(
                    server,
                    sql -> sql.change("CREATE TABLE IF NOT EXISTS tst_effect (subscriber VARCHAR(80) NOT NULL,"
                            + " event_id CHAR(13) NOT NULL, KEY (event_id))"));
        }
        instances.add(server);
        return server;
    }

    void tell(EmbeddedServer instance, Event... events) {
        var outbox = instance.getApplicationContext().getBean(Outbox.class);
        run(instance, sql -> {
            for (Event event : events) {
                outbox.append(event);
            }
        });
    }

    void awaitSettled() {
        await().atMost(PATIENCE)
                .until(() -> count("SELECT COUNT(*) AS n FROM ker_outbox WHERE settled_at IS NULL") == 0);
    }

    void awaitCount(long expected, String query) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(query)).isEqualTo(expected));
    }

    long effects(String subscriber) {
        return count("SELECT COUNT(*) AS n FROM tst_effect WHERE subscriber = '" + subscriber + "'");
    }

    /** Effects beyond the first of the same event. */
    long repeated(String subscriber) {
        return count("SELECT COUNT(*) - COUNT(DISTINCT event_id) AS n FROM tst_effect WHERE subscriber = '" + subscriber
                + "'");
    }

    long count(String query) {
        return sql().one(query, row -> row.number("n")).orElseThrow();
    }

    Sql sql() {
        return instances.getLast().getApplicationContext().getBean(Sql.class);
    }

    AuditRow audited() {
        return instances.getLast().getApplicationContext().getBean(Auditor.class).run().stream()
                .filter(row -> row.name().equals("outbox = inboxes"))
                .findFirst()
                .orElseThrow();
    }

    void run(EmbeddedServer instance, java.util.function.Consumer<Sql> work) {
        var sql = instance.getApplicationContext().getBean(Sql.class);
        instance.getApplicationContext().getBean(Transactions.class).run(() -> work.accept(sql));
    }

    @Override
    public void close() {
        instances.forEach(EmbeddedServer::close);
    }
}
