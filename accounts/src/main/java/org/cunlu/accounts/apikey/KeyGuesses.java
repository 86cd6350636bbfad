package org.cunlu.accounts.apikey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Does not listen to an address that shows wrong keys too often. No key can be guessed; this spares the database. Counted by
 * all instances together, and each remembers for itself to whom it does not listen.
 */
@Singleton
class KeyGuesses {
    private static final int REMEMBERED_MAX = 10_000;

    private final Limits limits;
    private final Rate rate;
    private final Map<String, Long> deafUntilNanos = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    KeyGuesses(Limits limits, ApiKeySettings settings) {
        this.limits = limits;
        this.rate = new Rate("api-keys.wrong", settings.wrongPerHour(), Duration.ofHours(1));
    }

    /** @return for how many seconds the address is not listened to, 0 when it is */
    long deaf(String address) {
        synchronized (deafUntilNanos) {
            Long until = deafUntilNanos.get(address);
            long left = until == null ? 0 : until - System.nanoTime();
            if (until != null && left <= 0) {
                deafUntilNanos.remove(address);
            }
            return left <= 0 ? 0 : Math.max(1, Duration.ofNanos(left).toSeconds());
        }
    }

    /** Counts a wrong key. Not within a transaction. */
    void wrong(String address) {
        if (deaf(address) > 0) {
            return;
        }
        long wait;
        try {
            wait = limits.secondsToWait(Map.of(rate, address));
        } catch (ProblemException e) {
            // Nobody can count now; nobody guesses uncounted.
            wait = 1;
        }
        if (wait > 0) {
            synchronized (deafUntilNanos) {
                deafUntilNanos.put(
                        address, System.nanoTime() + Duration.ofSeconds(wait).toNanos());
            }
        }
    }
}
