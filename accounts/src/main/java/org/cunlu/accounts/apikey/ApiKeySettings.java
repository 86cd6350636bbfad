package org.cunlu.accounts.apikey;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param wrongPerHour how many wrong keys one address may show in an hour before it is not listened to, 1 or more
 * @param usesWrittenEvery how often the last use of keys is written down, at most a minute
 */
@ConfigurationProperties("cunlu.accounts.api-keys")
record ApiKeySettings(
        @Bindable(defaultValue = "60") int wrongPerHour,
        @Bindable(defaultValue = "20s") Duration usesWrittenEvery) {
    ApiKeySettings {
        if (wrongPerHour < 1
                || usesWrittenEvery.toMillis() < 1
                || usesWrittenEvery.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("cunlu.accounts.api-keys: wrong-per-hour is 1 or more,"
                    + " uses-written-every above 0 and at most a minute");
        }
    }
}
