package org.cunlu.kernel.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param perMinute requests that one address may make a minute at the open doors, all instances together, 1 or more; the
 *     default lets a whole village work behind one address and stops a crawler
 * @param patience how long Redis may take before this instance counts for itself
 */
@ConfigurationProperties("cunlu.limits")
record LimitSettings(
        @Bindable(defaultValue = "1200") int perMinute,
        @Bindable(defaultValue = "150ms") Duration patience) {
    LimitSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("cunlu.limits.per-minute is below 1: " + perMinute);
        }
    }
}
