package org.cunlu.accounts.apikey;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.kernel.db.Transactions;

/**
 * Keys as they stand, asked at every request of an outside system; remembered until the feed tells of a change, as sessions
 * are. A key that does not exist is not remembered.
 */
@Context
class KeyRing {
    /** Longest time that an answer is believed without hearing of changes. */
    private static final Duration ALONE = Duration.ofMillis(1_500);
    /** Longest time that an answer is believed at all; shorter than the feed looks back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int REMEMBERED_MAX = 5_000;

    private record Asked(CompletableFuture<Optional<ApiKey>> answer, long askedAtNanos) {
        boolean younger(Duration age) {
            return System.nanoTime() - askedAtNanos < age.toNanos() && !answer.isCompletedExceptionally();
        }
    }

    private final ApiKeyTable table;
    private final AuthorityFeed feed;
    private final Transactions transactions;
    private final ExecutorService blocking;
    private final Map<String, Asked> memory = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    KeyRing(
            ApiKeyTable table,
            AuthorityFeed feed,
            Transactions transactions,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.table = table;
        this.feed = feed;
        this.transactions = transactions;
        this.blocking = blocking;
        feed.listen(this::forget);
    }

    /** Many requests with one key at once ask the database once. */
    CompletableFuture<Optional<ApiKey>> of(String keyId) {
        Duration believed = feed.fresh() ? REMEMBERED : ALONE;
        synchronized (memory) {
            Asked known = memory.get(keyId);
            if (known == null || !known.younger(believed)) {
                Asked asked = ask(keyId);
                memory.put(keyId, asked);
                asked.answer().whenComplete((key, failure) -> {
                    if (failure != null || key.isEmpty()) {
                        drop(keyId, asked);
                    }
                });
                known = asked;
            }
            return known.answer();
        }
    }

    /** @return whether this instance has seen such a key lately */
    boolean knows(String keyId) {
        synchronized (memory) {
            return memory.containsKey(keyId);
        }
    }

    private Asked ask(String keyId) {
        long now = System.nanoTime();
        return new Asked(
                CompletableFuture.supplyAsync(() -> transactions.read(() -> table.find(keyId)), blocking), now);
    }

    private void drop(String keyId, Asked asked) {
        synchronized (memory) {
            memory.remove(keyId, asked);
        }
    }

    private void forget(Set<String> ids) {
        synchronized (memory) {
            memory.keySet().removeAll(ids);
        }
    }
}
