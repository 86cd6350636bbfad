package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;

/** Makes the index anew from the database, or makes it equal to it where it is not. */
@Singleton
@Requires(property = "cunlu.es.url")
class Mending {
    private static final int BATCH = 500;

    private final Offers offers;
    private final Documents documents;
    private final OfferIndex index;
    private final Turn turn;

    Mending(Offers offers, Documents documents, OfferIndex index, Turn turn) {
        this.offers = offers;
        this.documents = documents;
        this.index = index;
        this.turn = turn;
    }

    /**
     * Fills a new index beside the present one and switches to it. What is written meanwhile goes to the old one; so the
     * comparison afterwards brings the last changes over.
     */
    void rebuild() {
        String fresh = index.create();
        try {
            Documents.Maker maker = documents.maker();
            eachPage(page -> index.fill(
                    fresh,
                    maker.all(page.stream().filter(Offer::onSale).toList()).stream()
                            .map(OfferIndex::put)
                            .toList()));
            index.switchTo(fresh);
        } catch (RuntimeException e) {
            discard(fresh, e);
            throw e;
        }
        mend();
    }

    /**
     * Compares all offers with all documents.
     * @return how many documents were written or taken away; -1 when the index is ahead of the database, as after a backup
     *     was restored, and must be rebuilt
     */
    int mend() {
        // The index is read first: what it holds was true in the database before, so it can only be behind.
        TreeMap<String, Long> indexed = index.documentVersions();
        Documents.Maker maker = documents.maker();
        var operations = new ArrayList<BulkOperation>();
        var ahead = new boolean[1];
        eachPage(page -> {
            for (OfferDocument document : maker.all(page)) {
                Offer offer = document.offer();
                Long version = indexed.remove(offer.id());
                ahead[0] |= version != null && IndexedVersion.offer(version) > offer.version();
                BulkOperation operation = difference(document, version);
                if (operation != null) {
                    operations.add(operation);
                }
            }
        });
        if (ahead[0]) {
            return -1;
        }
        indexed.forEach((id, version) -> operations.add(OfferIndex.deleteDocument(id, version)));
        for (int start = 0; start < operations.size(); start += BATCH) {
            index.write(operations.subList(start, Math.min(operations.size(), start + BATCH)));
        }
        return operations.size();
    }

    private static @Nullable BulkOperation difference(OfferDocument document, @Nullable Long indexed) {
        Offer offer = document.offer();
        if (offer.onSale()) {
            return indexed == null || indexed < document.version() ? OfferIndex.restore(document) : null;
        }
        return indexed == null
                ? null
                : OfferIndex.deleteDocument(offer.id(), Math.max(indexed, IndexedVersion.of(offer.version(), 0)));
    }

    private interface PageWork {
        void on(List<Offer> page);
    }

    private void eachPage(PageWork work) {
        String cursor = null;
        do {
            if (!turn.take()) {
                throw new IndexAway("another instance has taken over", null);
            }
            Page<Offer> page = offers.all(cursor, BATCH);
            work.on(page.items());
            cursor = page.next();
        } while (cursor != null);
    }

    private void discard(String fresh, RuntimeException cause) {
        try {
            index.remove(fresh);
        } catch (IndexAway e) {
            cause.addSuppressed(e);
        }
    }
}
