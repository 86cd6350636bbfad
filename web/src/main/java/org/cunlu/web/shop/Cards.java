package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.money.Fen;
import org.cunlu.search.Search;
import org.cunlu.web.Words;

/** Tells offers as cards. */
@Singleton
class Cards {
    private static final int GRAMS_PER_KILOGRAM = 1000;

    private final When when;

    Cards(When when) {
        this.when = when;
    }

    List<Card> of(Words words, Search.Found found, @Nullable Place to) {
        return found.items().stream()
                .map(offer -> card(words, offer, found, to))
                .toList();
    }

    private Card card(Words words, Offer offer, Search.Found found, @Nullable Place to) {
        var arriving = found.deliveries().get(offer.id());
        return new Card(
                offer.productCode(),
                offer.sku().name(),
                offer.sellerName(),
                offer.brandName(),
                Fen.text(offer.priceFen()),
                weight(offer.sku().weightGrams()),
                offer.direction(),
                arriving == null || to == null ? null : when.promise(words, arriving.arrival(), to.station()));
    }

    static String weight(long grams) {
        return grams < GRAMS_PER_KILOGRAM
                ? grams + " g"
                : String.format("%.1f kg", grams / (double) GRAMS_PER_KILOGRAM).replace(".0 ", " ");
    }
}
