package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Offer;
import org.cunlu.search.Words;

/** Makes documents of offers. */
@Singleton
class Documents {
    private static final long BELIEVABLE_NANOS = 1_000_000_000;

    private final Assortment assortment;
    private final Words words;
    private final Besides besides;
    private volatile @Nullable Recent recent;

    Documents(Assortment assortment, Words words, Besides besides) {
        this.assortment = assortment;
        this.words = words;
        this.besides = besides;
    }

    private record Recent(long nanos, Maker maker) {}

    /** For who follows single changes: as words and names were within the last second. */
    Maker recent() {
        Recent last = recent;
        if (last == null || System.nanoTime() - last.nanos() >= BELIEVABLE_NANOS) {
            last = new Recent(System.nanoTime(), maker());
            recent = last;
        }
        return last.maker();
    }

    /** One maker for many offers: the names of categories are read once. */
    Maker maker() {
        words.refresh();
        Text.know(words.names());
        Map<String, String> names = categories();
        return offers -> {
            Map<String, Beside> beside = besides.of(offers);
            return offers.stream()
                    .map(offer ->
                            new OfferDocument(offer, names.getOrDefault(offer.category(), ""), beside.get(offer.id())))
                    .toList();
        };
    }

    /** @return another number when a category got another name */
    int names() {
        return categories().hashCode();
    }

    private Map<String, String> categories() {
        return assortment.categories().stream()
                .collect(Collectors.toMap(Assortment.Category::code, Assortment.Category::name));
    }

    /** Makes documents of what offers, stock and sales are now. */
    interface Maker {
        List<OfferDocument> all(Collection<Offer> offers);

        default OfferDocument of(Offer offer) {
            return all(List.of(offer)).getFirst();
        }
    }
}
