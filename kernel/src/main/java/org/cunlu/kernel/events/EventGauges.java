package org.cunlu.kernel.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What an operator watches: how much lies in the outbox, and how much is dead. Counted now and then, not when asked. */
@Singleton
class EventGauges {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OutboxTable outbox;
    private final InboxTable inbox;
    private volatile double unsettled = Double.NaN;
    private volatile double dead = Double.NaN;
    private long countedNanos = System.nanoTime() - EVERY.toNanos();

    EventGauges(OutboxTable outbox, InboxTable inbox, BeanProvider<MeterRegistry> meters) {
        this.outbox = outbox;
        this.inbox = inbox;
        meters.ifPresent(registry -> {
            Gauge.builder("cunlu.outbox.unsettled", () -> unsettled)
                    .description("Events whose effects are not all there yet")
                    .register(registry);
            Gauge.builder("cunlu.dead.letters", () -> dead)
                    .description("Events that a subscriber could not take")
                    .register(registry);
        });
    }

    /** Called by the settling thread alone. */
    void refresh() {
        if (System.nanoTime() - countedNanos >= EVERY.toNanos()) {
            countedNanos = System.nanoTime();
            unsettled = outbox.countUnsettled();
            dead = inbox.countDead();
        }
    }
}
