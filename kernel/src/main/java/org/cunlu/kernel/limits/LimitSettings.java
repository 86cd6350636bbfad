package org.cunlu.kernel.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param perMinute requests that one address may make a minute at the open doors, all instances together, 1 or more; the
 *     default lets a whole village work behind one address and stops a crawler
 */
@ConfigurationProperties("cunlu.limits")
record LimitSettings(@Bindable(defaultValue = "1200") int perMinute) {
    LimitSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("cunlu.limits.per-minute is below 1: " + perMinute);
        }
    }
}
