package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.events.TryLater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what changes into the index that is asked, and into the one that is being filled beside it. */
@Singleton
@Requires(property = "cunlu.es.url")
class ChangedDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedDocuments.class);

    private final OfferIndex index;
    private final Rebuilds rebuilds;

    ChangedDocuments(OfferIndex index, Rebuilds rebuilds) {
        this.index = index;
        this.rebuilds = rebuilds;
    }

    /** @throws IndexAway when the index that is asked does not take them now */
    void write(List<BulkOperation> changes) {
        if (changes.isEmpty()) {
            return;
        }
        index.write(changes);
        rebuilds.filling().ifPresent(filling -> alsoInto(filling, changes));
    }

    /** For who hears news. @throws TryLater when the index that is asked does not take them now */
    void follow(List<BulkOperation> changes) {
        try {
            write(changes);
        } catch (IndexAway e) {
            throw new TryLater("elasticsearch", e);
        }
    }

    /** What is missed here is brought over by the comparison that ends a rebuild. */
    private void alsoInto(String filling, List<BulkOperation> changes) {
        try {
            index.fill(filling, changes);
        } catch (IndexAway e) {
            LOG.debug("not written into {}", filling, e);
        }
    }
}
