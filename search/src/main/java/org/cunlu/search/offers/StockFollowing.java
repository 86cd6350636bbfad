package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.AvailabilityChanged;
import org.cunlu.logistics.AvailabilityChanged.At;

/**
 * Brings the index after the stock, what waits of it together. A document says from where a smallest order can go, not how much stands
 * there: most sales change no document. Not what the events say is indexed but what was told last, under a version that rises with
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
        onAll(List.of(new News<>(event, heard)));
    }

    @Override
    public void onAll(List<News<AvailabilityChanged>> news) {
        Map<String, List<At>> bySku = new TreeMap<>();
        news.forEach(each -> bySku.computeIfAbsent(each.event().skuCode(), _ -> new ArrayList<>())
                .addAll(each.event().nodes()));
        List<Offer> turned = offers.allOfSkus(bySku.keySet()).stream()
                .filter(offer -> turned(offer, bySku.get(offer.sku().code())))
                .toList();
        if (!turned.isEmpty()) {
            changed.follow(
                    documents.recent().all(turned).stream().map(OfferIndex::put).toList());
        }
    }

    /** Of what turned meanwhile and back again too: which of the news were heard elsewhere nobody knows here. */
    private static boolean turned(Offer offer, List<At> nodes) {
        return nodes.stream()
                .anyMatch(at ->
                        at.turned(offer.quantityMin()) && offer.sourceNodes().contains(at.nodeCode()));
    }
}
