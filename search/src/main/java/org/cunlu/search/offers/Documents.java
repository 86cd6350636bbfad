package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Offer;
import org.cunlu.search.Words;

/** Makes documents of offers. */
@Singleton
class Documents {
    private final Assortment assortment;
    private final Words words;

    Documents(Assortment assortment, Words words) {
        this.assortment = assortment;
        this.words = words;
    }

    /** One maker for many offers: the names of categories are read once. */
    Maker maker() {
        words.refresh();
        Text.know(words.names());
        Map<String, String> names = assortment.categories().stream()
                .collect(Collectors.toMap(Assortment.Category::code, Assortment.Category::name));
        return offer -> new OfferDocument(offer, names.getOrDefault(offer.category(), ""));
    }

    interface Maker {
        OfferDocument of(Offer offer);
    }
}
