package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.search.Similar;

/** Asks the index, and without it the database for others of the same category. */
@Singleton
class SimilarOffers implements Similar {
    private static final int MOST = 8;
    private static final int LOOKED_AT = 60;

    private final Offers offers;
    private final Gate gate;
    private final @Nullable Asking asking;

    SimilarOffers(Offers offers, Gate gate, @Nullable Asking asking) {
        this.offers = offers;
        this.gate = gate;
        this.asking = asking;
    }

    @Override
    public List<Offer> to(String productCode) {
        List<Offer> own = offers.ofProduct(productCode);
        if (own.isEmpty()) {
            return List.of();
        }
        if (asking != null && gate.isOpen()) {
            try {
                return FromDatabase.onSale(offers, asking.similar(own, MOST));
            } catch (IndexAway e) {
                gate.failed(e);
            }
        }
        return ofCategory(own.getFirst());
    }

    private List<Offer> ofCategory(Offer own) {
        var products = new HashSet<>(List.of(own.productCode()));
        var others = new ArrayList<Offer>();
        for (Offer offer : offers.onSale(new Offers.Filter(null, own.category(), null, null), null, LOOKED_AT)
                .items()) {
            if (others.size() < MOST && products.add(offer.productCode())) {
                others.add(offer);
            }
        }
        return others;
    }
}
