package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Search;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the index for ids and the database for what they stand for; without the index, the database for both. */
@Singleton
class OfferSearch implements Search {
    private static final Logger LOG = LoggerFactory.getLogger(OfferSearch.class);
    private static final int SUGGESTIONS_MAX = 8;
    private static final int LOOKED_AT_FOR_SUGGESTIONS = 60;

    private final Offers offers;
    private final Gate gate;
    private final @Nullable Asking asking;
    private final @Nullable Suggesting suggesting;

    OfferSearch(Offers offers, Gate gate, @Nullable Asking asking, @Nullable Suggesting suggesting) {
        this.offers = offers;
        this.gate = gate;
        this.asking = asking;
        this.suggesting = suggesting;
    }

    @Override
    public Found find(Query query) {
        Place after = Place.of(query.cursor());
        var asked = new Query(
                query.words(),
                query.category(),
                query.brandCode(),
                query.direction(),
                query.narrowing(),
                query.sort(),
                null,
                Page.limit(query.limit()));
        boolean byWords = query.words() != null && !query.words().isBlank();
        boolean begunByDatabase = byWords && after != null && after.mode() == null;
        if (asking != null && gate.isOpen() && !begunByDatabase) {
            try {
                return shown(asking.find(asked, after));
            } catch (IndexAway e) {
                closed(e);
            }
        }
        // A list by score cannot be gone on with here: it starts again, and nothing is missed.
        return fromDatabase(asked, after == null || after.mode() != null ? null : after.offerId());
    }

    @Override
    public List<Suggestion> suggest(@Nullable String words) {
        String typed = words == null ? "" : words.strip();
        if (typed.isEmpty()) {
            return List.of();
        }
        if (suggesting != null && gate.isOpen()) {
            try {
                String beginning = Tokens.typed(typed);
                return beginning.isEmpty() ? List.of() : suggesting.suggest(beginning);
            } catch (IndexAway e) {
                closed(e);
            }
        }
        var filter = new Offers.Filter(typed, null, null, null);
        return offers.onSale(filter, null, LOOKED_AT_FOR_SUGGESTIONS).items().stream()
                .map(Offer::productName)
                .distinct()
                .limit(SUGGESTIONS_MAX)
                .map(name -> new Suggestion(name, Kind.PRODUCT))
                .toList();
    }

    private Found shown(Asking.Answer answer) {
        Map<String, Offer> found = offers.find(answer.offerIds());
        List<Offer> items = answer.offerIds().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                // The index may be a second behind: what is no longer on sale is not shown.
                .filter(Offer::onSale)
                .toList();
        return new Found(
                items,
                answer.next() == null ? null : answer.next().cursor(),
                answer.total(),
                Source.INDEX,
                answer.facets());
    }

    private Found fromDatabase(Query query, @Nullable String afterId) {
        var filter = new Offers.Filter(query.words(), query.category(), query.brandCode(), query.direction());
        Page<Offer> page = offers.onSale(filter, afterId, query.limit());
        // By id and not by price; what a reader narrowed away is left out of each piece.
        List<Offer> items =
                page.items().stream().filter(query.narrowing()::takes).toList();
        return new Found(items, page.next(), null, Source.DATABASE, List.of());
    }

    private void closed(IndexAway e) {
        if (!e.ofThisQuestionAlone()) {
            gate.close();
        }
        LOG.warn("the index fails a searcher: {}", e.getMessage());
        LOG.debug("the index fails a searcher", e);
    }
}
