package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/**
 * Brings the index after the offers, what waits of them together. Not what the events say is indexed but what the offers are now,
 * under their versions: so events may come twice, late and in any order.
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
        onAll(List.of(new News<>(event, heard)));
    }

    @Override
    public void onAll(List<News<OfferChanged>> news) {
        var versions = new TreeMap<String, Long>();
        news.forEach(each -> versions.merge(each.event().offerId(), each.event().offerVersion(), Math::max));
        Map<String, Offer> now = offers.find(versions.keySet());
        List<Offer> onSale = now.values().stream().filter(Offer::onSale).toList();
        var changes = new ArrayList<BulkOperation>();
        if (!onSale.isEmpty()) {
            documents.recent().all(onSale).stream().map(OfferIndex::put).forEach(changes::add);
        }
        versions.forEach((id, told) -> {
            Offer offer = now.get(id);
            if (offer == null || !offer.onSale()) {
                changes.add(OfferIndex.delete(id, offer == null ? told : offer.version()));
            }
        });
        changed.follow(changes);
    }
}
