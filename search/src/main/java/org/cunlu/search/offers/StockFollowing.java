package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.events.TryLater;
import org.cunlu.logistics.AvailabilityChanged;

/**
 * Brings the index after the stock. Not what the event says is indexed but what was told last, under a version that rises with
 * each thing told: so events may come twice, late and in any order.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class StockFollowing implements Subscriber<AvailabilityChanged> {
    private final Offers offers;
    private final Documents documents;
    private final ChangedDocuments changed;

    StockFollowing(Offers offers, Documents documents, ChangedDocuments changed) {
        this.offers = offers;
        this.documents = documents;
        this.changed = changed;
    }

    @Override
    public String name() {
        return "search.stock";
    }

    @Override
    public String topic() {
        return AvailabilityChanged.TOPIC;
    }

    @Override
    public Class<AvailabilityChanged> type() {
        return AvailabilityChanged.class;
    }

    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(AvailabilityChanged event, Heard heard) {
        List<Offer> ofSku = offers.ofSku(event.skuCode());
        try {
            changed.write(
                    documents.maker().all(ofSku).stream().map(OfferIndex::put).toList());
        } catch (IndexAway e) {
            throw new TryLater("elasticsearch", e);
        }
    }
}
