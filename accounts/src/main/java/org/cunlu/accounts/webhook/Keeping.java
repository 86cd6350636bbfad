package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.accounts.WebhookDesk.Attempt;
import org.cunlu.accounts.WebhookDesk.Change;
import org.cunlu.accounts.WebhookDesk.State;
import org.cunlu.accounts.WebhookDesk.Telling;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;
import org.cunlu.accounts.webhook.Overhearer.Body;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Makes, changes and removes webhooks of an owner, each act with its row in the trail, and shows what was told. */
@Singleton
class Keeping {
    private static final String MAKE = WebhookDesk.MAKE;
    private static final String CHANGE = WebhookDesk.CHANGE;
    private static final String ROTATE = WebhookDesk.ROTATE;
    private static final String REPLAY = "accounts.webhook.replay";
    /** How long an old secret signs beside the new one. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final String PING = "ping";
    /** For one webhook: nobody has somebody called without end. */
    private static final Rate PINGS = new Rate("webhooks.pings", 60, Duration.ofHours(1));

    private final WebhookTable webhooks;
    private final DeliveryTable deliveries;
    private final WebhookAddress addresses;
    private final Registry registry;
    private final Overhearer overhearer;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final WallTime time;
    private final int most;

    Keeping(
            WebhookTable webhooks,
            DeliveryTable deliveries,
            WebhookAddress addresses,
            Registry registry,
            Overhearer overhearer,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Ids ids,
            WallTime time,
            WebhookSettings settings) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.registry = registry;
        this.overhearer = overhearer;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.time = time;
        this.most = settings.each();
    }

    /** A webhook with its secret, which nobody can show again. */
    record Made(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Made[" + webhook.webhookId() + "]";
        }
    }

    /** @throws ProblemException 400 {@code webhook-url-invalid}, {@code webhook-fact-unknown}; 409 {@code webhook-exists}, {@code webhooks-too-many} */
    Made make(String accountId, Owner owner, String url, List<String> facts) {
        String id = ids.next();
        String secret = Signing.newSecret();
        Made made = attempted(accountId, MAKE, id, () -> {
            var webhook = new Webhook(
                    id,
                    owner.county(),
                    owner.shop(),
                    addresses.checked(url),
                    known(owner, facts),
                    State.LIVE,
                    1,
                    null,
                    0,
                    null,
                    time.now(),
                    accountId);
            if (!webhooks.insert(webhook, secret, most)) {
                throw ProblemException.of(
                        409, "webhooks-too-many", "事件推送已达上限，共" + most + "个 · There are " + most + " already", null);
            }
            trail.record(accountId, MAKE, id, null, webhook.words());
            return new Made(webhook, secret);
        });
        registry.refresh();
        return made;
    }

    /** @throws ProblemException 404 */
    Webhook one(Owner owner, String id) {
        return transactions.read(() -> webhooks.find(checked(id), owner)).orElseThrow(ProblemException::notFound);
    }

    Set<String> facts(Owner owner) {
        return registry.facts(owner);
    }

    List<Webhook> page(Owner owner, String after, int limit) {
        return transactions.read(() -> webhooks.page(owner, after, limit));
    }

    /** @throws ProblemException 404; 409 {@code webhook-changed-meanwhile}, {@code webhook-exists} */
    Webhook change(String accountId, Owner owner, String id, int version, Change change) {
        Webhook after = attempted(accountId, CHANGE, id, () -> {
            Webhook seen = seen(owner, id, version);
            State state = change.live() == null ? seen.state() : change.live() ? State.LIVE : State.OFF;
            String url = change.url() == null ? seen.url() : addresses.checked(change.url());
            changed(accountId, seen, url, change.facts() == null ? seen.facts() : known(owner, change.facts()), state);
            return webhooks.find(id, owner).orElseThrow();
        });
        registry.refresh();
        return after;
    }

    /** Repeating it changes nothing. What waits for it is told no more. */
    void remove(String accountId, Owner owner, String id) {
        attempted(accountId, CHANGE, id, () -> {
            webhooks.find(checked(id), owner)
                    .ifPresent(seen -> changed(accountId, seen, seen.url(), seen.facts(), State.REMOVED));
            return true;
        });
        registry.refresh();
    }

    /** @param version the one that was seen, so that a repeated request does not rotate twice */
    Made rotate(String accountId, Owner owner, String id, int version) {
        String secret = Signing.newSecret();
        return attempted(accountId, ROTATE, id, () -> {
            Webhook seen = seen(owner, id, version);
            if (!webhooks.rotate(seen, secret, time.now().plus(OVERLAP))) {
                throw changedMeanwhile();
            }
            Webhook after = webhooks.find(id, owner).orElseThrow();
            trail.record(accountId, ROTATE, id, seen.words(), after.words());
            return new Made(after, secret);
        });
    }

    /** Has it told that it is there. @return the delivery's id @throws ProblemException 404; 429 {@code too-many-pings} */
    String ping(Owner owner, String id) {
        one(owner, id);
        long wait = limits.secondsToWait(Map.of(PINGS, id));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-pings", "测试推送过多，请稍候 · Too many pings, wait a moment", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        return transactions.run(() -> {
            Webhook webhook = webhooks.find(id, owner).orElseThrow(ProblemException::notFound);
            Instant now = time.now();
            String body = overhearer.written(new Body(PING, now, Map.of("webhook", id)));
            Delivery delivery = overhearer.delivery(webhook, ids.next(), PING, body);
            deliveries.insert(List.of(delivery));
            return delivery.deliveryId();
        });
    }

    List<Delivery> deliveries(Owner owner, String id, @Nullable String before, @Nullable Telling state, int limit) {
        return transactions.read(() -> {
            webhooks.find(checked(id), owner).orElseThrow(ProblemException::notFound);
            return deliveries.page(id, before, state, limit);
        });
    }

    List<Attempt> attempts(Owner owner, String id, String deliveryId) {
        return transactions.read(() -> {
            own(owner, id, deliveryId);
            return deliveries.attempts(deliveryId);
        });
    }

    /** Tells the same once more, under the same id. @return the new delivery's id */
    String replay(String accountId, Owner owner, String id, String deliveryId) {
        return attempted(accountId, REPLAY, id, () -> {
            Delivery before = own(owner, id, deliveryId);
            if (before.endedAt() == null) {
                throw ProblemException.of(
                        409, "webhook-delivery-waits", "这条推送还未结束 · It is still being delivered", null);
            }
            String next = ids.next();
            deliveries.insert(List.of(new Delivery(
                    next,
                    id,
                    before.eventId(),
                    before.fact(),
                    before.body(),
                    deliveryId,
                    Telling.WAITING,
                    0,
                    time.now(),
                    null)));
            trail.record(accountId, REPLAY, id, deliveryId, next);
            return next;
        });
    }

    private Delivery own(Owner owner, String id, String deliveryId) {
        webhooks.find(checked(id), owner).orElseThrow(ProblemException::notFound);
        return deliveries.find(id, checked(deliveryId)).orElseThrow(ProblemException::notFound);
    }

    private void changed(String accountId, Webhook seen, String url, List<String> facts, State state) {
        String answers = state == State.LIVE && seen.state() != State.LIVE ? accountId : seen.madeBy();
        if (!webhooks.change(seen, url, facts, state, answers)) {
            throw changedMeanwhile();
        }
        trail.record(accountId, CHANGE, seen.webhookId(), seen.words(), url + ", " + facts + ", " + state);
    }

    private Webhook seen(Owner owner, String id, int version) {
        Webhook seen = webhooks.find(checked(id), owner).orElseThrow(ProblemException::notFound);
        if (seen.version() != version) {
            throw changedMeanwhile();
        }
        return seen;
    }

    private List<String> known(Owner owner, List<String> facts) {
        var wanted = new TreeSet<>(facts);
        if (wanted.isEmpty() || !registry.facts(owner).containsAll(wanted)) {
            throw ProblemException.of(
                            400,
                            "webhook-fact-unknown",
                            "没有这种事件 · There is no such fact",
                            String.join(", ", registry.facts(owner)))
                    .field("facts");
        }
        return List.copyOf(wanted);
    }

    private <T> T attempted(String accountId, String act, String id, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException e) {
            trail.refused(accountId, act, Ids.isId(id) ? id : "?", e.code());
            throw e;
        } catch (SqlFailure e) {
            if (!e.duplicate()) {
                throw e;
            }
            trail.refused(accountId, act, id, "webhook-exists");
            throw ProblemException.of(409, "webhook-exists", "这个网址已登记 · This address has a webhook already", null)
                    .field("url");
        }
    }

    private static String checked(String id) {
        if (!Ids.isId(id)) {
            throw ProblemException.notFound();
        }
        return id;
    }

    private static ProblemException changedMeanwhile() {
        return ProblemException.of(
                409, "webhook-changed-meanwhile", "已被更改，请刷新 · It was changed meanwhile, look again", null);
    }
}
