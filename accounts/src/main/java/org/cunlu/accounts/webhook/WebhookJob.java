package org.cunlu.accounts.webhook;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again who wants to be told, what waits, and what may be forgotten. Any instance may, at any time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class WebhookJob {
    /** What was told so long ago and never arrived is given up. */
    private static final Duration TOO_LATE = Duration.ofDays(7);
    /** How long the log of deliveries goes back. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookJob.class);

    private final Registry registry;
    private final Delivering delivering;
    private final DeliveryTable deliveries;
    private final Transactions transactions;
    private final WallTime time;

    WebhookJob(
            Registry registry,
            Delivering delivering,
            DeliveryTable deliveries,
            Transactions transactions,
            WallTime time) {
        this.registry = registry;
        this.delivering = delivering;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "0s", fixedDelay = "2s")
    void know() {
        try {
            registry.refresh();
        } catch (RuntimeException e) {
            LOG.warn("webhooks are as they were known: {}", e.toString());
        }
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void tell() {
        try {
            if (!registry.nobody()) {
                delivering.round();
            }
        } catch (RuntimeException e) {
            LOG.warn("webhooks wait: {}", e.toString());
        }
    }

    @Scheduled(initialDelay = "7m", fixedDelay = "1h")
    void forget() {
        transactions.run(() -> deliveries.giveUp(time.now().minus(TOO_LATE), time.now()));
        while (transactions.run(() -> deliveries.sweep(time.now().minus(KEPT))) == 500) {
            // Until none is left.
        }
    }
}
