package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.accounts.WebhookSource;
import org.cunlu.kernel.db.Transactions;

/** Who wants to be told, in memory: a county without webhooks pays nothing for them. What others made is known soon. */
@Singleton
class Registry {
    private final WebhookTable table;
    private final Transactions transactions;
    private final Map<String, List<WebhookSource<?>>> byTopic;
    private final Set<String> facts;
    private final Set<String> factsOfShops;
    private volatile List<Webhook> live = List.of();

    Registry(WebhookTable table, Transactions transactions, Collection<WebhookSource<?>> sources) {
        this.table = table;
        this.transactions = transactions;
        this.byTopic = sources.stream().collect(Collectors.groupingBy(WebhookSource::topic));
        this.facts = sources.stream().map(WebhookSource::fact).collect(Collectors.toCollection(TreeSet::new));
        this.factsOfShops = sources.stream()
                .filter(WebhookSource::forShops)
                .map(WebhookSource::fact)
                .collect(Collectors.toCollection(TreeSet::new));
        if (facts.size() != sources.size()) {
            throw new IllegalStateException("two sources of webhooks bring the same fact: " + facts);
        }
    }

    /** Before any fact is told here: what happens before it is known who wants it would be told to nobody. Not inside a transaction. */
    @PostConstruct
    void refresh() {
        live = transactions.read(table::live);
    }

    /** @return all that its owner can be told, in the order of their names */
    Set<String> facts(Webhook.Owner owner) {
        return owner.shop() == null ? facts : factsOfShops;
    }

    List<WebhookSource<?>> sources(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    boolean nobody() {
        return live.isEmpty();
    }

    /** @param shop whose fact it is; null when only the county is told */
    List<Webhook> wanting(String fact, @Nullable String shop) {
        return live.stream()
                .filter(webhook -> webhook.facts().contains(fact))
                .filter(webhook -> webhook.shop() == null || webhook.shop().equals(shop))
                .toList();
    }
}
