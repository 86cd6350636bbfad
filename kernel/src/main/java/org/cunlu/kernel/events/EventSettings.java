package org.cunlu.kernel.events;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * @param attemptsMax failures that make a dead letter, at least 1
 * @param retryBase pause after the first failure; doubled each time, up to a minute
 * @param republishAfter real time after which an effect that is missing is asked for again
 * @param putOff pause before a subscriber that put an event off, as what it needs is away, is asked again; well below the
 *     30 s after which the audit misses an effect
 * @param poll how often is looked for what another process committed
 */
@ConfigurationProperties("cunlu.events")
record EventSettings(
        @Bindable(defaultValue = "8") int attemptsMax,
        @Bindable(defaultValue = "1s") Duration retryBase,
        @Bindable(defaultValue = "30s") Duration republishAfter,
        @Bindable(defaultValue = "5s") Duration putOff,
        @Bindable(defaultValue = "250ms") Duration poll) {
    private static final Duration RETRY_PAUSE_MAX = Duration.ofMinutes(1);
    private static final Duration CHECK_PAUSE_MAX = Duration.ofMinutes(10);
    private static final int DOUBLINGS_MAX = 20;

    EventSettings {
        boolean negative = Stream.of(retryBase, republishAfter, putOff, poll).anyMatch(Duration::isNegative);
        if (attemptsMax < 1 || negative) {
            throw new IllegalArgumentException("cunlu.events: attempts-max is at least 1 and no time is negative");
        }
    }

    /** @param failures before this pause, at least 1 */
    Duration pauseAfter(int failures) {
        return doubled(retryBase, failures - 1, RETRY_PAUSE_MAX);
    }

    /** @param checks that found something missing, 0 or more */
    Duration checkAfter(int checks) {
        return doubled(republishAfter, checks, CHECK_PAUSE_MAX);
    }

    private static Duration doubled(Duration base, int times, Duration max) {
        Duration pause = base.multipliedBy(1L << Math.clamp(times, 0, DOUBLINGS_MAX));
        return pause.compareTo(max) < 0 ? pause : max;
    }
}
