package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.search.Sales;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the index after what is sold, many sales of an offer as one and at one instance: who reads a list does not mind ten seconds. */
@Singleton
@Requires(property = "cunlu.es.url")
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class SalesFollowing {
    private static final Logger LOG = LoggerFactory.getLogger(SalesFollowing.class);
    private static final int BATCH = 500;

    private final Sales sales;
    private final Offers offers;
    private final Documents documents;
    private final ChangedDocuments changed;
    private final Gate gate;
    private final Turn turn;

    SalesFollowing(Sales sales, Offers offers, Documents documents, ChangedDocuments changed, Gate gate, Turn turn) {
        this.sales = sales;
        this.offers = offers;
        this.documents = documents;
        this.changed = changed;
        this.gate = gate;
        this.turn = turn;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void look() {
        List<String> sold = gate.isOpen() ? sales.notIndexed(BATCH) : List.of();
        if (sold.isEmpty() || !turn.take(Turn.Work.SALES)) {
            return;
        }
        // Counts first: what is made of them afterwards is as new or newer.
        Map<String, Sales.Sold> counts = sales.of(sold);
        List<Offer> onSale =
                offers.find(sold).values().stream().filter(Offer::onSale).toList();
        try {
            changed.write(
                    documents.recent().all(onSale).stream().map(OfferIndex::put).toList());
            sales.indexed(counts);
        } catch (IndexAway e) {
            LOG.debug("sales are not indexed yet", e);
        }
    }
}
