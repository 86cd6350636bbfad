package org.cunlu.accounts.code;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Bounds of codes. The rates are buckets that fill evenly.
 * @param life how long a code is good, at most 10 min
 * @param tries guesses that one code hears, at most 5
 * @param triesAway how many of them may come from elsewhere than where it was asked for, fewer than {@code tries}
 * @param liveMax codes of one number and purpose that live beside each other, asked for by strangers to it
 * @param phonePerMinute codes to one number
 * @param phonePerHour codes to one number
 * @param phonePerDay codes to one number
 * @param addressPerHour codes asked for from one address
 * @param devicePerHour codes asked for on one device
 */
@ConfigurationProperties("cunlu.accounts.codes")
record CodeSettings(
        @Bindable(defaultValue = "10m") Duration life,
        @Bindable(defaultValue = "5") int tries,
        @Bindable(defaultValue = "2") int triesAway,
        @Bindable(defaultValue = "3") int liveMax,
        @Bindable(defaultValue = "1") int phonePerMinute,
        @Bindable(defaultValue = "5") int phonePerHour,
        @Bindable(defaultValue = "10") int phonePerDay,
        @Bindable(defaultValue = "60") int addressPerHour,
        @Bindable(defaultValue = "20") int devicePerHour) {
    private static final Duration LIFE_MAX = Duration.ofMinutes(10);
    private static final int TRIES_MAX = 5;

    CodeSettings {
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(LIFE_MAX) > 0) {
            throw new IllegalArgumentException("cunlu.accounts.codes.life is not 1 to 10 min: " + life);
        }
        if (tries < 1 || tries > TRIES_MAX || triesAway < 0 || triesAway >= tries || liveMax < 1) {
            throw new IllegalArgumentException(
                    "cunlu.accounts.codes: tries " + tries + ", tries-away " + triesAway + ", live-max " + liveMax);
        }
    }
}
