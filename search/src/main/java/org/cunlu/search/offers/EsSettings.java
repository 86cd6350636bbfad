package org.cunlu.search.offers;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param url of Elasticsearch, {@code http://host:port}; without one the database answers
 * @param prefix before the names of indices, for rooms on a shared server
 * @param patience how long a searcher waits for the index before the database answers
 * @param watch pause between two looks at whether the index is there and whole
 * @param compareEvery pause between two full comparisons with the database
 * @param redAfter how long the index may be red until it is made anew
 */
@ConfigurationProperties("cunlu.es")
record EsSettings(
        @Nullable String url,
        @Bindable(defaultValue = "cunlu") String prefix,
        @Bindable(defaultValue = "250ms") Duration patience,
        @Bindable(defaultValue = "2s") Duration watch,
        @Bindable(defaultValue = "5m") Duration compareEvery,
        @Bindable(defaultValue = "30s") Duration redAfter) {
    EsSettings {
        if (!prefix.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("cunlu.es.prefix is not the beginning of an index name: " + prefix);
        }
    }
}
