package org.cunlu.web.shop;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers that many ask for and that may be some moments old, so that most pages ask nobody. */
final class Remembered<K, V> {
    private static final int KNOWN_MAX = 2_000;

    private record Known<V>(V value, long until) {}

    private final Map<K, Known<V>> known = new ConcurrentHashMap<>();
    private final Function<K, V> ask;
    private final long nanos;

    Remembered(Duration life, Function<K, V> ask) {
        this.ask = ask;
        this.nanos = life.toNanos();
    }

    V get(K key) {
        long now = System.nanoTime();
        Known<V> found = known.get(key);
        if (found != null && found.until() - now > 0) {
            return found.value();
        }
        V value = ask.apply(key);
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(key, new Known<>(value, now + nanos));
        return value;
    }
}
