package org.cunlu.kernel.events;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets what has been settled for long. Any instance may do it at any time; real time, so that a demo forgets nothing. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class EventPurge {
    private static final Duration OUTBOX_AGE = Duration.ofDays(7);
    /** Longer than any message can lie in a queue: a late copy must still find its entry. */
    private static final Duration INBOX_AGE = Duration.ofDays(30);

    private static final int BATCH = 1000;

    private final OutboxTable outbox;
    private final InboxTable inbox;

    EventPurge(OutboxTable outbox, InboxTable inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "1h")
    void purge() {
        while (outbox.purge(OUTBOX_AGE, BATCH) == BATCH) {
            Thread.onSpinWait();
        }
        while (inbox.purge(INBOX_AGE, BATCH) == BATCH) {
            Thread.onSpinWait();
        }
    }
}
