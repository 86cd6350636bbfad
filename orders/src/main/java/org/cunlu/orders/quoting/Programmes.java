package org.cunlu.orders.quoting;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Programme;

/** By which programme an offer comes to the villages. */
@Singleton
class Programmes {
    private final Set<String> farmInputs;

    /** @param farmInputs codes of categories */
    Programmes(@Value("${cunlu.orders.farm-input-categories:SEED,FERTILISER,PESTICIDE,FILM}") List<String> farmInputs) {
        this.farmInputs = Set.copyOf(farmInputs);
    }

    /** @return empty for what villagers sell: supply lines say who supplies stations, not who may sell */
    Optional<Programme> of(Offer offer) {
        if (offer.direction() != Direction.DOWN) {
            return Optional.empty();
        }
        return Optional.of(farmInputs.contains(offer.category()) ? Programme.FARM_INPUTS : Programme.CONSUMER_GOODS);
    }
}
