package org.cunlu.search.asked;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param people how many must have asked for something until others are told
 * @param lately how long ago that may be
 * @param kept how long one's own history is kept
 * @param fresh how long a list of what many ask for is told without being counted again
 */
@ConfigurationProperties("cunlu.search.hot")
record AskedSettings(
        @Bindable(defaultValue = "5") int people,
        @Bindable(defaultValue = "7d") Duration lately,
        @Bindable(defaultValue = "180d") Duration kept,
        @Bindable(defaultValue = "1m") Duration fresh) {
    private static final int FEWEST = 3;

    AskedSettings {
        if (people < FEWEST) {
            throw new IllegalArgumentException("cunlu.search.hot.people would tell of single people: " + people);
        }
    }
}
