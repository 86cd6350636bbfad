package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.events.TryLater;
import org.cunlu.logistics.AvailabilityChanged;
import org.cunlu.logistics.ToldAvailability;

/**
 * Brings the index after the stock. Not what the event says is indexed but what was told last, under a version that rises with
 * each thing told: so events may come twice, late and in any order.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class StockFollowing implements Subscriber<AvailabilityChanged> {
    private final Offers offers;
    private final Documents documents;
    /** Of so many SKUs it is remembered what was written last; beyond that all is forgotten, and only written once more. */
    private static final int REMEMBERED = 100_000;

    private final ChangedDocuments changed;
    private final ToldAvailability told;

    /** By SKU, the version of what was told when this instance wrote it last. */
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    StockFollowing(Offers offers, Documents documents, ChangedDocuments changed, ToldAvailability told) {
        this.offers = offers;
        this.documents = documents;
        this.changed = changed;
        this.told = told;
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
        String sku = event.skuCode();
        // Told in the transaction that tells the event: what was written at this version or later has it, and a hundred
        // sales of one
        // SKU that wait here are one document.
        long version = told.of(List.of(sku))
                .getOrDefault(sku, ToldAvailability.Told.NOTHING)
                .version();
        if (version > 0 && written.getOrDefault(sku, 0L) >= version) {
            return;
        }
        List<Offer> ofSku = offers.allOfSku(sku);
        try {
            changed.write(
                    documents.maker().all(ofSku).stream().map(OfferIndex::put).toList());
        } catch (IndexAway e) {
            throw new TryLater("elasticsearch", e);
        }
        if (written.size() >= REMEMBERED) {
            written.clear();
        }
        written.merge(sku, version, Math::max);
    }
}
