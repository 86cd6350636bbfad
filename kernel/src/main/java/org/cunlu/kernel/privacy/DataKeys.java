package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as this instance knows them. What it seals with is at most {@link #FRESH} old, so that a new key is used
 * everywhere soon; a number that it does not know it looks up at once, so that whatever another instance has sealed opens.
 */
@Singleton
class DataKeys {
    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);
    static final Duration FRESH = Duration.ofSeconds(1);
    private static final int FIELD_KEY = 1;

    /** A key with its number. */
    record Numbered(int number, SecretKeySpec key) {}

    /** @param newest the one to seal with, which may be one that cannot be opened here */
    private record Known(Map<Integer, SecretKeySpec> keys, int newest, long readNanos) {
        boolean fresh() {
            return System.nanoTime() - readNanos < FRESH.toNanos();
        }
    }

    private final DataKeyTable table;
    private final List<SecretKeySpec> fieldKeys;
    private final List<KeyWrap> wraps;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Known known;

    DataKeys(DataKeyTable table, Secrets secrets) {
        this.table = table;
        this.fieldKeys = secrets.fieldKeys();
        this.wraps = fieldKeys.stream().map(KeyWrap::new).toList();
    }

    /** @throws IllegalStateException when the newest key was wrapped with another field key than this process has */
    Numbered newest() {
        Known now = known;
        if (now == null) {
            now = read();
        } else if (!now.fresh() && reading.compareAndSet(false, true)) {
            // One looks and the others go on: nobody waits for somebody who waits for a connection.
            try {
                now = read();
            } catch (RuntimeException e) {
                if (SqlFailure.in(e).isEmpty()) {
                    throw e;
                }
                LOG.debug("keys could not be looked up, those known are used", e);
            } finally {
                reading.set(false);
            }
        }
        SecretKeySpec key = now.keys().get(now.newest());
        if (key == null) {
            throw new IllegalStateException(
                    "key " + now.newest() + " was wrapped with another cunlu.secrets.field-key");
        }
        return new Numbered(now.newest(), key);
    }

    /** @return keys to try, best first; empty when there is none of this number */
    List<SecretKeySpec> numbered(int number) {
        if (number == FIELD_KEY) {
            return fieldKeys;
        }
        Known now = known;
        if (now == null || !now.keys().containsKey(number)) {
            now = read();
        }
        return Stream.ofNullable(now.keys().get(number)).toList();
    }

    /** What is known stays known: a key wrapped anew since then is the same key. */
    private Known read() {
        Known before = known;
        long begun = System.nanoTime();
        var keys = new HashMap<Integer, SecretKeySpec>();
        keys.put(FIELD_KEY, fieldKeys.getFirst());
        int newest = FIELD_KEY;
        for (DataKeyTable.Kept kept : table.all()) {
            int number = kept.number();
            if (kept.state() == DataKey.State.ACTIVE) {
                newest = number;
            }
            SecretKeySpec key = before == null ? null : before.keys().get(number);
            if (key == null && number != FIELD_KEY) {
                key = unwrapped(kept);
            }
            if (key != null) {
                keys.put(number, key);
            }
        }
        var now = new Known(Map.copyOf(keys), newest, begun);
        known = now;
        return now;
    }

    private SecretKeySpec unwrapped(DataKeyTable.Kept kept) {
        return wraps.stream()
                .flatMap(wrap -> wrap.unwrap(kept.number(), kept.wrapped()).stream())
                .findFirst()
                .map(bytes -> new SecretKeySpec(bytes, "AES"))
                .orElse(null);
    }
}
