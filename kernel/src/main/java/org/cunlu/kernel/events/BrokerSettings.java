package org.cunlu.kernel.events;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param uri of the broker; without one, events wait in the outbox
 * @param queueType {@code classic}, or {@code quorum} on RabbitMQ 4
 * @param prefix before the names of exchanges and queues, for rooms on a shared broker
 */
@ConfigurationProperties("cunlu.amqp")
record BrokerSettings(
        @Nullable String uri,
        @Bindable(defaultValue = "classic") String queueType,
        @Bindable(defaultValue = "") String prefix) {
    BrokerSettings {
        if (!queueType.equals("classic") && !queueType.equals("quorum")) {
            throw new IllegalArgumentException("cunlu.amqp.queue-type is classic or quorum, not " + queueType);
        }
    }

    boolean quorum() {
        return queueType.equals("quorum");
    }
}
