package org.cunlu.search.offers;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param url of Elasticsearch, {@code http://host:port}; without one the database answers
 * @param prefix before the names of indices, for rooms on a shared server
 * @param patience how long a searcher waits for the index before the database answers
 * @param atOnce questions that one instance asks at a time, the others stand in line; 0 for two a processor of its machine
 * @param watch pause between two looks at whether the index is there and whole
 * @param compareEvery pause between two full comparisons with the database
 * @param redAfter how long the index may be red until it is made anew
 */
@ConfigurationProperties("cunlu.es")
record EsSettings(
        @Nullable String url,
        @Bindable(defaultValue = "cunlu") String prefix,
        @Bindable(defaultValue = "250ms") Duration patience,
        @Bindable(defaultValue = "0") int atOnce,
        @Bindable(defaultValue = "2s") Duration watch,
        @Bindable(defaultValue = "5m") Duration compareEvery,
        @Bindable(defaultValue = "30s") Duration redAfter) {
    private static final int AT_ONCE_MIN = 4;

    EsSettings {
        if (!prefix.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("cunlu.es.prefix is not the beginning of an index name: " + prefix);
        }
    }

    /** @return {@link #atOnce}, or what suits this machine */
    int questionsAtOnce() {
        return atOnce > 0
                ? atOnce
                : Math.max(AT_ONCE_MIN, 2 * Runtime.getRuntime().availableProcessors());
    }
}
