package org.cunlu.kernel.events;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The exchange of all events and a queue for each subscriber. Declared anew whenever the broker was away: it may have come
 * back empty.
 */
@Singleton
class Topology {
    /**
     * Deliveries that were lost with their consumer before the broker sets a message aside. Failures of ours do not count
     * here but in the inbox.
     */
    private static final int DELIVERY_LIMIT = 50;

    /** The set-aside are copies, the truth is in the outbox; so they may be dropped. */
    private static final int SET_ASIDE_MAX = 100_000;

    /** One word of a routing key, whichever. */
    private static final String ANY = "*";

    private final Subscribers subscribers;
    private final BrokerSettings settings;

    Topology(Subscribers subscribers, BrokerSettings settings) {
        this.subscribers = subscribers;
        this.settings = settings;
    }

    String exchange() {
        return settings.prefix() + "cunlu.events";
    }

    String queue(String subscriber) {
        return settings.prefix() + subscriber;
    }

    void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(exchange(), BuiltinExchangeType.TOPIC, true);
        if (settings.quorum()) {
            declareSetAside(channel);
        }
        for (Subscriber<?> subscriber : subscribers.all()) {
            String queue = queue(subscriber.name());
            channel.queueDeclare(queue, true, false, false, settings.quorum() ? quorumArguments() : Map.of());
            bind(channel, queue, subscriber);
        }
    }

    /** By the topic alone comes what has no kind, and what another version of this program told without one. */
    private void bind(Channel channel, String queue, Subscriber<?> subscriber) throws IOException {
        channel.queueBind(queue, exchange(), key(subscriber.topic(), null));
        Set<String> kinds = subscriber.kinds().isEmpty() ? Set.of(ANY) : subscriber.kinds();
        for (String kind : kinds) {
            channel.queueBind(queue, exchange(), key(subscriber.topic(), kind));
        }
    }

    /** @return the routing key of an event */
    static String key(String topic, @Nullable String kind) {
        return kind == null ? topic : topic + '.' + kind;
    }

    private String setAside() {
        return settings.prefix() + "cunlu.set-aside";
    }

    private void declareSetAside(Channel channel) throws IOException {
        channel.exchangeDeclare(setAside(), BuiltinExchangeType.FANOUT, true);
        channel.queueDeclare(
                setAside(),
                true,
                false,
                false,
                Map.of("x-queue-type", "quorum", "x-max-length", SET_ASIDE_MAX, "x-overflow", "drop-head"));
        channel.queueBind(setAside(), setAside(), "");
    }

    private Map<String, Object> quorumArguments() {
        return Map.of(
                "x-queue-type", "quorum",
                "x-delivery-limit", DELIVERY_LIMIT,
                "x-dead-letter-exchange", setAside(),
                // The default strategy loses a message when the broker stops between the two queues.
                "x-dead-letter-strategy", "at-least-once",
                "x-overflow", "reject-publish");
    }
}
