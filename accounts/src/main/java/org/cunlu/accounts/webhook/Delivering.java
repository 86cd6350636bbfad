package org.cunlu.accounts.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.WebhookDesk.Attempt;
import org.cunlu.accounts.WebhookDesk.Telling;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;
import org.cunlu.accounts.webhook.WebhookTable.Target;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what waits, outside any transaction: some of each webhook, the oldest first, and each webhook by itself, so that one that
 * is slow keeps no other waiting. Killed in between, a claim runs out and the fact is told once more under the same id.
 */
@Singleton
class Delivering {
    /** Tries of one delivery; with the pauses between them a little more than two days. */
    static final int ATTEMPTS_MAX = 12;
    /** So many failures at least before a webhook is switched off, however long ago the first was. */
    static final int FAILURES_MIN = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    private static final int WEBHOOKS_AT_ONCE = 200;
    private static final int EACH = 5;
    /** Longer than so many calls may take. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final WebhookTable webhooks;
    private final DeliveryTable deliveries;
    private final TellingRight right;
    private final Posting posting;
    private final Registry registry;
    private final Notices notices;
    private final Trail trail;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;
    private final Duration brokenAfter;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Delivering(
            WebhookTable webhooks,
            DeliveryTable deliveries,
            TellingRight right,
            Posting posting,
            Registry registry,
            Notices notices,
            Trail trail,
            Transactions transactions,
            Ids ids,
            WallTime time,
            WebhookSettings settings) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.right = right;
        this.posting = posting;
        this.registry = registry;
        this.notices = notices;
        this.trail = trail;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
        this.brokenAfter = settings.brokenAfter();
    }

    /** Waits for none: those that are slow are at it still when the next round comes. @return how many webhooks it began with */
    int round() {
        List<String> due = transactions.read(() -> deliveries.due(WEBHOOKS_AT_ONCE));
        int begun = 0;
        for (String webhookId : due) {
            if (busy.add(webhookId)) {
                begun++;
                threads.execute(() -> {
                    try {
                        some(webhookId);
                    } finally {
                        busy.remove(webhookId);
                    }
                });
            }
        }
        return begun;
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    private void some(String webhookId) {
        String claimant = ids.next();
        try {
            if (!rightful(webhookId)) {
                return;
            }
            List<Delivery> claimed = transactions.run(() -> deliveries.claim(webhookId, claimant, LEASE, EACH));
            for (Delivery delivery : claimed) {
                var target = transactions.read(() -> webhooks.target(webhookId, time.now()));
                if (target.isEmpty() || !deliver(target.get(), delivery, claimant)) {
                    // What could not be told now tells of the others: they wait with it, and none of them loses a try.
                    transactions.run(() -> deliveries.putBack(webhookId, claimant));
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("webhook {} waits", webhookId, e);
        }
    }

    /** Whose maker has no right to it any more is switched off, and told neither this nor anything. */
    private boolean rightful(String webhookId) {
        var live =
                transactions.read(() -> webhooks.target(webhookId, time.now())).map(Target::webhook);
        if (live.isEmpty() || right.stands(live.get())) {
            return live.isPresent();
        }
        transactions.run(() -> {
            if (webhooks.switchOff(live.get())) {
                trail.record(
                        "system",
                        "accounts.webhook.broken",
                        webhookId,
                        live.get().words(),
                        "the right of " + live.get().madeBy() + " ended");
            }
        });
        registry.refresh();
        return false;
    }

    /** @return whether it was accepted */
    private boolean deliver(Target target, Delivery delivery, String claimant) {
        Instant from = time.now();
        Posting.Answer answer = posting.post(target, delivery);
        int millis = (int) Duration.between(from, time.now()).toMillis();
        int attempt = delivery.attempts() + 1;
        boolean over = answer.accepted() || attempt >= ATTEMPTS_MAX;
        Telling after = answer.accepted() ? Telling.DELIVERED : over ? Telling.GIVEN_UP : Telling.WAITING;
        transactions.run(() -> {
            Instant now = time.now();
            if (!deliveries.tried(delivery, claimant, after, pause(attempt), over ? now : null)) {
                return;
            }
            deliveries.attempted(
                    delivery.deliveryId(), new Attempt(attempt, from, millis, answer.status(), answer.why()));
            if (answer.accepted()) {
                webhooks.succeeded(target.webhook().webhookId());
            } else {
                failed(target.webhook(), answer, now);
            }
        });
        if (answer.gone()) {
            registry.refresh();
        }
        return answer.accepted();
    }

    private void failed(Webhook webhook, Posting.Answer answer, Instant now) {
        String id = webhook.webhookId();
        webhooks.failed(id, pause(webhook.failures() + 1), now);
        boolean off = answer.gone()
                ? webhooks.breakOff(id, 1, now)
                : webhooks.breakOff(id, FAILURES_MIN, now.minus(brokenAfter));
        if (off) {
            trail.record(
                    "system",
                    "accounts.webhook.broken",
                    id,
                    webhook.words(),
                    answer.gone() ? "gone" : "failed since " + webhook.failingSince());
            notices.tell(webhook.madeBy(), Notices.Kind.WEBHOOK_OFF, Map.of("webhook", id));
        }
    }

    /** @param attempts that failed, 1 or more */
    static Duration pause(int attempts) {
        return PAUSES.get(Math.min(attempts, PAUSES.size()) - 1);
    }
}
