package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Deliveries.Arriving;
import org.cunlu.search.Search;

/** Asks the index for ids and the database for what they stand for; without the index, the database for both. */
@Singleton
class OfferSearch implements Search {
    private static final int SUGGESTIONS_MAX = 8;
    private static final int INSTEAD = 6;
    private static final int LOOKED_AT_FOR_SUGGESTIONS = 60;

    private final Offers offers;
    private final Gate gate;
    private final @Nullable Asking asking;
    private final @Nullable Suggesting suggesting;
    private final FromDatabase database;
    private final Deliveries deliveries;

    OfferSearch(
            Offers offers,
            Gate gate,
            @Nullable Asking asking,
            @Nullable Suggesting suggesting,
            FromDatabase database,
            Deliveries deliveries) {
        this.offers = offers;
        this.gate = gate;
        this.asking = asking;
        this.suggesting = suggesting;
        this.database = database;
        this.deliveries = deliveries;
    }

    @Override
    public Found find(Query query) {
        Place after = Place.of(query.cursor());
        Query asked = query.from(null, Page.limit(query.limit()));
        Deliveries.Place there = there(query);
        boolean byWords = query.words() != null && !query.words().isBlank();
        boolean told = byWords || query.manner().together();
        boolean begunByDatabase = told && after != null && after.mode() == null;
        if (asking != null && gate.isOpen() && !begunByDatabase) {
            try {
                Found found = shown(asking.find(asked, after, there), asked, after == null, there);
                gate.answered();
                return found;
            } catch (IndexAway e) {
                gate.failed(e);
            }
        }
        // A list by score cannot be gone on with here: it starts again, and nothing is missed.
        return database.find(asked, there, after == null || after.mode() != null ? null : after.offerId());
    }

    private Deliveries.@Nullable Place there(Query query) {
        Destination to = query.manner().to();
        if (to != null) {
            return deliveries.to(to.village());
        }
        if (query.sort() == Sort.SOONEST || query.sort() == Sort.NEAREST) {
            throw ProblemException.invalid(
                    "village", "village-needed", "请先选收货的村 · Say to which village, to sort by that");
        }
        return null;
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
                List<Suggestion> names = beginning.isEmpty() ? List.of() : suggesting.suggest(beginning);
                gate.answered();
                return names;
            } catch (IndexAway e) {
                gate.failed(e);
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

    private Found shown(Asking.Answer answer, Query asked, boolean first, Deliveries.@Nullable Place there) {
        List<Offer> onSale = FromDatabase.onSale(offers, answer.offerIds());
        Map<String, Arriving> arriving = database.arriving(onSale, asked, there);
        return new Found(
                FromDatabase.wanted(onSale, asked, arriving),
                answer.next() == null ? null : answer.next().cursor(),
                first || !asked.manner().together() ? Long.valueOf(answer.total()) : null,
                Source.INDEX,
                answer.facets(),
                arriving,
                first && answer.offerIds().isEmpty() ? help(answer, asked, there) : null,
                answer.explained());
    }

    /** Says which narrowing to give up, and shows what others buy. */
    private Help help(Asking.Answer nothing, Query asked, Deliveries.@Nullable Place there) {
        Narrowed narrowed = Narrowed.of(asked);
        List<Field> loosen = nothing.facets().stream()
                .filter(facet -> !facet.choices().isEmpty()
                        && narrowed.queries().containsKey(new Narrowed.Key(facet.field(), facet.attribute())))
                .map(Facet::field)
                .distinct()
                .toList();
        Destination to = asked.manner().to();
        Destination anyDay = to == null ? null : new Destination(to.village(), to.reachable(), null);
        boolean later = to != null
                && to.by() != null
                && !asking.find(asked.to(anyDay, 1), null, there).offerIds().isEmpty();
        var others = new Query(
                null,
                null,
                null,
                null,
                Narrowing.NONE,
                Sort.BEST_SELLING,
                null,
                INSTEAD,
                new Manner(anyDay, true, false));
        return new Help(
                loosen,
                later,
                FromDatabase.onSale(offers, asking.find(others, null, there).offerIds()));
    }
}
