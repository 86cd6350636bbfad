package org.cunlu.orders;

import java.util.Optional;
import org.cunlu.logistics.Programme;

/** A kind of trade. Each has rules of its own by which it is decided where its orders are served from. */
public enum Trade {
    /** 消费品, down to the villages */
    CONSUMER_GOODS(Programme.CONSUMER_GOODS),
    /** 农资, down to the villages */
    FARM_INPUTS(Programme.FARM_INPUTS),
    /** 地方特产, up from the villages and on to the cities */
    REGIONAL_GOODS(null);

    private final Programme programme;

    Trade(Programme programme) {
        this.programme = programme;
    }

    /** @return whose supply lines hold; empty for what villagers sell: supply lines do not say who may sell */
    public Optional<Programme> programme() {
        return Optional.ofNullable(programme);
    }
}
