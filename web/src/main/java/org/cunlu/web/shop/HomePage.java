package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Direction;
import org.cunlu.orders.LiveShow;
import org.cunlu.search.Search;

/**
 * What the first page shows, and the list of what was searched for.
 * @param front whether nothing was asked for
 * @param query what was searched for, empty for everything
 * @param direction of the goods shown, null for both
 * @param place where to; null when nobody said
 * @param up a few of what goes to town @param down a few of what comes to the villages; both of the front only
 * @param brands of the season, of the front only
 * @param indexAway whether the database answered in place of the index
 * @param next cursor of the next piece of the list, null at its end
 * @param total how many there are; null when nobody counted
 */
public record HomePage(
        boolean front,
        String query,
        @Nullable Direction direction,
        @Nullable Place place,
        List<Card> up,
        List<Card> down,
        List<Assortment.Brand> brands,
        List<LiveShow> live,
        List<Card> cards,
        boolean indexAway,
        @Nullable String next,
        @Nullable Long total,
        List<Search.Facet> facets,
        Glance network) {}
