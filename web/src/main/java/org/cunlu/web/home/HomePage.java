package org.cunlu.web.home;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.web.Words;

/**
 * What the home page shows.
 * @param query what was searched for, empty for everything
 * @param direction of the goods shown, null for both
 * @param indexAway whether the database answered in place of the index
 * @param next cursor of the next piece of the list, null at its end
 */
public record HomePage(
        Words words,
        String query,
        @Nullable Direction direction,
        List<Card> cards,
        boolean indexAway,
        @Nullable String next,
        Glance network) {
    /** One offer. @param price as people read it */
    public record Card(
            String id,
            String name,
            String seller,
            @Nullable String brand,
            String price,
            String weight,
            Direction way) {}

    /** The network in figures. @param stationsOpen village stations that take orders today */
    public record Glance(int stationsOpen, int stationsPlanned, List<Township> townships) {}

    public record Township(String name, int open, int planned) {}
}
