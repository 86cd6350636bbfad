package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.micronaut.core.annotation.Nullable;
import org.cunlu.search.Search;

/** In which order the index tells what it finds; what is alike comes by id, so that nobody is shown it twice. */
final class Order {
    private Order() {}

    /** @param mode null for a list by id where nobody wants another order */
    static void ask(SearchRequest.Builder request, Place.@Nullable Mode mode, Search.Query asked) {
        if (asked.sort() != null) {
            request.sort(
                    switch (asked.sort()) {
                        case CHEAPEST -> by(OfferDocument.PRICE, SortOrder.Asc);
                        case DEAREST -> by(OfferDocument.PRICE, SortOrder.Desc);
                        case BEST_SELLING -> by(Beside.SOLD, SortOrder.Desc);
                        case NEWEST -> by(Beside.LISTED, SortOrder.Desc);
                        case SOONEST, NEAREST -> score();
                    });
        } else if (mode != null) {
            request.sort(score());
            if (asked.manner().together()) {
                request.sort(by(Beside.SOLD, SortOrder.Desc));
            }
        }
        request.sort(by(OfferDocument.ID, SortOrder.Asc));
    }

    /** What fits best, and of these what is sold most. */
    static void best(SearchRequest.Builder request) {
        request.sort(score()).sort(by(Beside.SOLD, SortOrder.Desc)).sort(by(OfferDocument.ID, SortOrder.Asc));
    }

    private static SortOptions score() {
        return SortOptions.of(by -> by.score(worth -> worth.order(SortOrder.Desc)));
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(by -> by.field(sort -> sort.field(field).order(order)));
    }
}
