package org.cunlu.kernel.memory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers remembered for as long as they may be believed. Many who ask the same at once wait for one answer; one that failed
 * is never believed; the one that was longest not asked for goes first when there are too many.
 * @param <V> an answer
 */
public final class ShortMemory<V> {
    /**
     * @param owner whose change makes the answer void
     * @param askedAtNanos when the question began, so that its answer is never older than it looks
     */
    private record Asked<V>(String owner, CompletableFuture<V> answer, long askedAtNanos) {
        boolean younger(Duration age) {
            return System.nanoTime() - askedAtNanos < age.toNanos() && !answer.isCompletedExceptionally();
        }
    }

    private final Map<String, Asked<V>> memory;
    private final Supplier<Duration> believable;
    private final Predicate<V> kept;

    /**
     * @param max how many answers are remembered, 1 or more
     * @param believable longest age of an answer that may be believed now
     * @param kept whether an answer is worth remembering once it is there
     */
    public ShortMemory(int max, Supplier<Duration> believable, Predicate<V> kept) {
        this.believable = believable;
        this.kept = kept;
        this.memory = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Asked<V>> eldest) {
                return size() > max;
            }
        };
    }

    /**
     * @param owner of what is asked; an answer that was given for another owner is not believed
     * @param asking begins the question; called under the memory's lock, so it must not wait
     */
    public CompletableFuture<V> of(String key, String owner, Supplier<CompletableFuture<V>> asking) {
        Duration age = believable.get();
        synchronized (memory) {
            Asked<V> known = memory.get(key);
            if (known != null && known.owner().equals(owner) && known.younger(age)) {
                return known.answer();
            }
            long now = System.nanoTime();
            var asked = new Asked<V>(owner, asking.get(), now);
            memory.put(key, asked);
            asked.answer().whenComplete((value, failure) -> {
                if (failure != null || !kept.test(value)) {
                    drop(key, asked);
                }
            });
            return asked.answer();
        }
    }

    public boolean knows(String key) {
        synchronized (memory) {
            return memory.containsKey(key);
        }
    }

    /** A question that is under way keeps its answer to those who wait for it; whoever comes now asks anew. */
    public void forget(Set<String> owners) {
        synchronized (memory) {
            memory.values().removeIf(asked -> owners.contains(asked.owner()));
        }
    }

    private void drop(String key, Asked<V> asked) {
        synchronized (memory) {
            memory.remove(key, asked);
        }
    }
}
