package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.search.IndexDesk;
import org.cunlu.search.Search;
import org.cunlu.search.Words;

/** What operators do about the index; each act is traced, and done by whichever instance has its turn. */
@Singleton
class IndexKeeping implements IndexDesk {
    private static final String INDEX = "offers";

    private final Rebuilds rebuilds;
    private final Refusals refusals;
    private final Offers offers;
    private final Documents documents;
    private final Gate gate;
    private final Words words;
    private final Transactions transactions;
    private final Trail trail;
    private final @Nullable OfferIndex index;

    IndexKeeping(
            Rebuilds rebuilds,
            Refusals refusals,
            Offers offers,
            Documents documents,
            Gate gate,
            Words words,
            Transactions transactions,
            Trail trail,
            @Nullable OfferIndex index) {
        this.rebuilds = rebuilds;
        this.refusals = refusals;
        this.offers = offers;
        this.documents = documents;
        this.gate = gate;
        this.words = words;
        this.transactions = transactions;
        this.trail = trail;
        this.index = index;
    }

    @Override
    public State state() {
        return new State(
                gate.isOpen() ? Search.Source.INDEX : Search.Source.DATABASE,
                OfferIndex.chain(words.version()),
                refusals.count(),
                rebuilds.progress());
    }

    @Override
    public void rebuild(Caller operator) {
        transactions.run(() -> {
            if (rebuilds.want()) {
                trail.record(operator.accountId(), "search.index-rebuild", INDEX, null, "WANTED");
            }
        });
    }

    @Override
    public void stop(Caller operator) {
        transactions.run(() -> {
            if (rebuilds.stop()) {
                trail.record(operator.accountId(), "search.index-rebuild-stop", INDEX, null, "STOPPING");
            }
        });
    }

    @Override
    public Page<Refusal> refused(@Nullable String cursor, int limit) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · Not a cursor of this list");
        }
        return Page.of(refusals.list(cursor, limit + 1), limit, Refusal::offerId);
    }

    @Override
    public void retry(Caller operator, String offerId) {
        transactions.run(() -> {
            if (!refusals.again(offerId)) {
                throw ProblemException.notFound();
            }
            trail.record(operator.accountId(), "search.refused-retried", offerId, "REFUSED", "AGAIN");
        });
        Offer offer = offers.find(List.of(offerId)).get(offerId);
        if (offer == null || !offer.onSale()) {
            refusals.settle(List.of(offerId), List.of());
            return;
        }
        if (index != null) {
            try {
                index.write(List.of(OfferIndex.restore(documents.maker().of(offer))));
            } catch (IndexAway e) {
                throw ProblemException.of(
                        503, "index-away", "搜索服务暂不可用 · The index is away", "恢复后会自动重试 · It is tried again by itself");
            }
        }
    }
}
