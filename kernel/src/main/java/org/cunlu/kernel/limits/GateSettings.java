package org.cunlu.kernel.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param atOnce requests that are worked on at the same time in this instance, 1 or more; some for each connection of its pool, as not each
 *     of them waits for the database all the time
 * @param lineMax requests that wait for their turn, 0 or more
 * @param burst how long one waits at most while there was nobody in line not so long ago: a rush is over then
 * @param steady how long one waits at most when there has been a line ever since: it is more than can be done
 * @param glance how long somebody waits at most who only looks at something in the shop
 */
@ConfigurationProperties("cunlu.requests")
record GateSettings(
        @Bindable(defaultValue = "80") int atOnce,
        @Bindable(defaultValue = "4000") int lineMax,
        @Bindable(defaultValue = "10s") Duration burst,
        @Bindable(defaultValue = "400ms") Duration steady,
        @Bindable(defaultValue = "12s") Duration glance) {
    GateSettings {
        if (atOnce < 1) {
            throw new IllegalArgumentException("cunlu.requests.at-once is below 1: " + atOnce);
        }
        if (lineMax < 0) {
            throw new IllegalArgumentException("cunlu.requests.line-max is below 0: " + lineMax);
        }
        if (!glance.isPositive()) {
            throw new IllegalArgumentException("cunlu.requests.glance is no time: " + glance);
        }
        if (!steady.isPositive() || burst.compareTo(steady) < 0) {
            throw new IllegalArgumentException(
                    "cunlu.requests.burst " + burst + " is shorter than steady " + steady + ", or that is none");
        }
    }
}
