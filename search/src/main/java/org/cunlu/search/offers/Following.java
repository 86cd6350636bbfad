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

/**
 * Brings the index after the offers. Not what the event says is indexed but what the offer is now, under its version: so
 * events may come twice, late and in any order.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Following implements Subscriber<OfferChanged> {
    private final Offers offers;
    private final Documents documents;
    private final ChangedDocuments changed;

    Following(Offers offers, Documents documents, ChangedDocuments changed) {
        this.offers = offers;
        this.documents = documents;
        this.changed = changed;
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
            changed.write(change);
        } catch (IndexAway e) {
            throw new TryLater("elasticsearch", e);
        }
    }
}
