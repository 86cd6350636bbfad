package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.events.TryLater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index after the offers. Not what the event says is indexed but what the offer is now, under its version: so
 * events may come twice, late and in any order.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Following implements Subscriber<OfferChanged> {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Offers offers;
    private final Documents documents;
    private final OfferIndex index;
    private final Rebuilds rebuilds;

    Following(Offers offers, Documents documents, OfferIndex index, Rebuilds rebuilds) {
        this.offers = offers;
        this.documents = documents;
        this.index = index;
        this.rebuilds = rebuilds;
    }

    @Override
    public String name() {
        return "search.offers";
    }

    @Override
    public String topic() {
        return OfferChanged.TOPIC;
    }

    @Override
    public Class<OfferChanged> type() {
        return OfferChanged.class;
    }

    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(OfferChanged event, Heard heard) {
        Offer offer = offers.find(List.of(event.offerId())).get(event.offerId());
        List<BulkOperation> change = List.of(
                offer != null && offer.onSale()
                        ? OfferIndex.put(documents.maker().of(offer))
                        : OfferIndex.delete(event.offerId(), offer == null ? event.offerVersion() : offer.version()));
        try {
            index.write(change);
        } catch (IndexAway e) {
            throw new TryLater("elasticsearch", e);
        }
        rebuilds.filling().ifPresent(filling -> alsoInto(filling, change));
    }

    /** What is missed here is brought over by the comparison that ends a rebuild. */
    private void alsoInto(String filling, List<BulkOperation> change) {
        try {
            index.fill(filling, change);
        } catch (IndexAway e) {
            LOG.debug("not written into {}", filling, e);
        }
    }
}
