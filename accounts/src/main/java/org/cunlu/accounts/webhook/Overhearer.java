package org.cunlu.accounts.webhook;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.WebhookDesk.Telling;
import org.cunlu.accounts.WebhookSource;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;
import org.cunlu.kernel.events.Event;
import org.cunlu.kernel.events.Overhearing;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;

/** Writes down, beside a fact, who is to be told of it: both exist or neither. */
@Singleton
class Overhearer implements Overhearing {
    private final Registry registry;
    private final DeliveryTable deliveries;
    private final JsonMapper json;
    private final Ids ids;
    private final WallTime time;

    Overhearer(Registry registry, DeliveryTable deliveries, JsonMapper json, Ids ids, WallTime time) {
        this.registry = registry;
        this.deliveries = deliveries;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /** What is posted. @param timestamp when it happened */
    @Serdeable
    record Body(String type, Instant timestamp, Object data) {}

    @Override
    public void overhear(List<Overheard> facts) {
        if (registry.nobody()) {
            return;
        }
        var told = new ArrayList<Delivery>();
        for (Overheard fact : facts) {
            registry.sources(fact.event().topic()).forEach(source -> tell(source, fact, told));
        }
        if (!told.isEmpty()) {
            deliveries.insert(told);
        }
    }

    private <E extends Event> void tell(WebhookSource<E> source, Overheard fact, List<Delivery> told) {
        E event = source.type().cast(fact.event());
        List<Webhook> wanting = registry.wanting(source.fact(), source.shop(event));
        Object data = wanting.isEmpty() ? null : source.data(event);
        if (data != null) {
            String body = written(new Body(source.fact(), fact.at(), data));
            wanting.forEach(webhook -> told.add(delivery(webhook, fact.eventId(), source.fact(), body)));
        }
    }

    Delivery delivery(Webhook webhook, String eventId, String fact, String body) {
        return new Delivery(
                ids.next(), webhook.webhookId(), eventId, fact, body, null, Telling.WAITING, 0, time.now(), null);
    }

    String written(Body body) {
        try {
            return new String(json.writeValueAsBytes(body), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a fact cannot be written, is it @Serdeable: " + body.type(), e);
        }
    }
}
