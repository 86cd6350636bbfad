package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.IndexDesk;

/** Makes the index anew from the database, or makes it equal to it where it is not; one of both at a time. */
@Singleton
@Requires(property = "cunlu.es.url")
class Mending {
    private static final int BATCH = 500;
    private static final int WRITERS = 2;

    private final Offers offers;
    private final Documents documents;
    private final OfferIndex index;
    private final Turn turn;
    private final Published published;
    private final Rebuilds rebuilds;
    private final Refusals refusals;

    Mending(
            Offers offers,
            Documents documents,
            OfferIndex index,
            Turn turn,
            Published published,
            Rebuilds rebuilds,
            Refusals refusals) {
        this.offers = offers;
        this.documents = documents;
        this.index = index;
        this.turn = turn;
        this.published = published;
        this.rebuilds = rebuilds;
        this.refusals = refusals;
    }

    /**
     * Fills a new index beside the present one and switches to it. What changes meanwhile is written into both; whatever was
     * missed is brought over by the comparison afterwards.
     * @throws Rebuilds.Stopped when an operator wants it to end; the present index stays
     */
    synchronized void rebuild() {
        Documents.Maker maker = documents.maker();
        String chain = index.chain();
        String fresh = index.create();
        var how = IndexDesk.Rebuilding.FAILED;
        try {
            rebuilds.begin(chain, fresh, published.all());
            fill(fresh, maker);
            index.switchTo(fresh);
            mend();
            how = IndexDesk.Rebuilding.DONE;
        } catch (Rebuilds.Stopped e) {
            how = IndexDesk.Rebuilding.STOPPED;
            discard(fresh, e);
            throw e;
        } catch (RuntimeException e) {
            if (!fresh.equals(indexed())) {
                discard(fresh, e);
            }
            throw e;
        } finally {
            rebuilds.end(fresh, how);
        }
    }

    /** While one page is taken by the index the next is cut into words, and the one after it read. */
    private void fill(String fresh, Documents.Maker maker) {
        var done = new long[1];
        var writing = new ArrayDeque<Future<?>>();
        try (var writers =
                Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
            eachPage(page -> {
                rebuilds.at(fresh, done[0]);
                List<BulkOperation> documents = maker
                        .all(page.stream().filter(Offer::onSale).toList())
                        .stream()
                        .map(OfferIndex::put)
                        .toList();
                if (writing.size() == WRITERS) {
                    written(writing.poll());
                }
                writing.add(writers.submit(() -> index.fill(fresh, documents)));
                done[0] += page.size();
            });
            writing.forEach(Mending::written);
        }
        rebuilds.at(fresh, done[0]);
    }

    private static void written(Future<?> page) {
        try {
            page.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IndexAway away ? away : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexAway("interrupted", e);
        }
    }

    private @Nullable String indexed() {
        try {
            return index.name();
        } catch (IndexAway e) {
            return null;
        }
    }

    /**
     * Compares all offers with all documents.
     * @return how many documents were written or taken away; -1 when the index is ahead of the database, as after a backup
     *     was restored, and must be rebuilt
     */
    synchronized int mend() {
        // The index is read first: what it holds was true in the database before, so it can only be behind.
        TreeMap<String, OfferIndex.Indexed> indexed = index.all();
        Map<String, Long> refused = refusals.standing();
        Documents.Maker maker = documents.maker();
        var operations = new ArrayList<BulkOperation>();
        var ahead = new boolean[1];
        eachPage(page -> {
            for (OfferDocument document : maker.all(page)) {
                Offer offer = document.offer();
                OfferIndex.Indexed known = indexed.remove(offer.id());
                ahead[0] |= known != null && known.version() > document.version();
                boolean out = Long.valueOf(offer.version()).equals(refused.get(offer.id()));
                BulkOperation operation = difference(document, known, out);
                if (operation != null) {
                    operations.add(operation);
                }
            }
        });
        if (ahead[0]) {
            return -1;
        }
        indexed.forEach((id, known) -> operations.add(OfferIndex.deleteDocument(id, known.version())));
        for (int start = 0; start < operations.size(); start += BATCH) {
            index.write(operations.subList(start, Math.min(operations.size(), start + BATCH)));
        }
        return operations.size();
    }

    /** @param refused whether its document was refused in this version of the offer, and is not tried again by itself */
    private static @Nullable BulkOperation difference(
            OfferDocument document, OfferIndex.@Nullable Indexed indexed, boolean refused) {
        Offer offer = document.offer();
        if (offer.onSale() && !refused) {
            return indexed != null && indexed.tells(document) ? null : OfferIndex.restore(document);
        }
        return indexed == null
                ? null
                : OfferIndex.deleteDocument(
                        offer.id(), Math.max(indexed.version(), IndexedVersion.of(offer.version(), 0)));
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
