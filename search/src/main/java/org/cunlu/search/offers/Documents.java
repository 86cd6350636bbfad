package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Offer;

/** Makes documents of offers. */
@Singleton
class Documents {
    private final Assortment assortment;

    Documents(Assortment assortment) {
        this.assortment = assortment;
    }

    /** One maker for many offers: the names of categories are read once. */
    Maker maker() {
        Map<String, String> names = assortment.categories().stream()
                .collect(Collectors.toMap(Assortment.Category::code, Assortment.Category::name));
        return offer -> new OfferDocument(offer, names.getOrDefault(offer.category(), ""));
    }

    interface Maker {
        OfferDocument of(Offer offer);
    }
}
