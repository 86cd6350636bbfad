package org.cunlu.kernel.memory;

import java.time.Duration;
import java.util.IdentityHashMap;
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

        boolean told() {
            return answer.isDone() && !answer.isCompletedExceptionally();
        }
    }

    private final Map<String, Asked<V>> memory;
    private final Supplier<Duration> believable;
    private final Predicate<V> kept;
    private final double renewedAfter;
    /** Questions asked ahead of their time, by the answer that they are to follow. */
    private final Map<Asked<V>, Asked<V>> ahead = new IdentityHashMap<>();

    /**
     * @param max how many answers are remembered, 1 or more
     * @param believable longest age of an answer that may be believed now
     * @param kept whether an answer is worth remembering once it is there
     */
    public ShortMemory(int max, Supplier<Duration> believable, Predicate<V> kept) {
        this(max, believable, kept, 1);
    }

    /**
     * @param renewedAfter part of its believable age, above 0, after which an answer that is asked for again is renewed while
     *     it is still given, so that nobody waits for what many ask; 1 for never
     */
    public ShortMemory(int max, Supplier<Duration> believable, Predicate<V> kept, double renewedAfter) {
        this.believable = believable;
        this.kept = kept;
        this.renewedAfter = renewedAfter;
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
            if (known != null && known.owner().equals(owner)) {
                Asked<V> next = ahead.get(known);
                if (known.younger(age)) {
                    if (next == null && known.told() && !known.younger(part(age))) {
                        renew(key, known, asking);
                    }
                    return known.answer();
                }
                if (next != null && next.younger(age)) {
                    return next.answer();
                }
            }
            return ask(key, owner, asking).answer();
        }
    }

    private Duration part(Duration age) {
        return Duration.ofNanos((long) (age.toNanos() * renewedAfter));
    }

    private Asked<V> ask(String key, String owner, Supplier<CompletableFuture<V>> asking) {
        long now = System.nanoTime();
        var asked = new Asked<V>(owner, asking.get(), now);
        memory.put(key, asked);
        asked.answer().whenComplete((value, failure) -> {
            if (failure != null || !kept.test(value)) {
                drop(key, asked);
            }
        });
        return asked;
    }

    /** Once it is answered it takes the place of what it follows, unless that is gone meanwhile. */
    private void renew(String key, Asked<V> known, Supplier<CompletableFuture<V>> asking) {
        long now = System.nanoTime();
        var next = new Asked<V>(known.owner(), asking.get(), now);
        ahead.put(known, next);
        next.answer().whenComplete((value, failure) -> {
            synchronized (memory) {
                ahead.remove(known);
                if (failure == null && kept.test(value)) {
                    memory.replace(key, known, next);
                } else if (failure == null) {
                    memory.remove(key, known);
                }
            }
        });
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
