package org.cunlu.orders.quoting;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.Trade;

/** Of which trade an offer is. */
@Singleton
class Trades {
    private final Set<String> farmInputs;

    /** @param farmInputs codes of categories */
    Trades(@Value("${cunlu.orders.farm-input-categories:SEED,FERTILISER,PESTICIDE,FILM}") List<String> farmInputs) {
        this.farmInputs = Set.copyOf(farmInputs);
    }

    Trade of(Offer offer) {
        if (offer.direction() != Direction.DOWN) {
            return Trade.REGIONAL_GOODS;
        }
        return farmInputs.contains(offer.category()) ? Trade.FARM_INPUTS : Trade.CONSUMER_GOODS;
    }
}
