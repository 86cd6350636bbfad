package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Direction;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShows;
import org.cunlu.search.Boosts;
import org.cunlu.search.Search;

/** What stands on the first page for everybody alike, remembered for some seconds: it is the page that most people ask for. */
@Singleton
class Front {
    private static final int SHELF = 6;
    private static final int BRANDS_MAX = 8;
    private static final int LIVE_MAX = 4;

    private record Shelf(String village, Direction way) {}

    private final Remembered<Shelf, Search.Found> shelves;
    private final Remembered<String, List<Assortment.Brand>> brands;
    private final Remembered<String, List<LiveShow>> live;

    Front(Search search, Boosts boosts, Assortment assortment, LiveShows shows) {
        shelves = new Remembered<>(Duration.ofSeconds(5), shelf -> search.find(query(shelf)));
        brands = new Remembered<>(Duration.ofSeconds(30), _ -> brands(boosts, assortment));
        live = new Remembered<>(Duration.ofSeconds(3), _ -> shows.current(LIVE_MAX));
    }

    Search.Found shelf(@Nullable Place to, Direction way) {
        return shelves.get(new Shelf(to == null || to.outside() ? "" : to.villageCode(), way));
    }

    /** @return brands of the season and of the region, those that the county raises first */
    List<Assortment.Brand> brands() {
        return brands.get("");
    }

    List<LiveShow> live() {
        return live.get("");
    }

    private static Search.Query query(Shelf shelf) {
        var to = shelf.village().isEmpty() ? null : new Search.Destination(shelf.village(), false, null);
        return new Search.Query(
                null,
                null,
                null,
                shelf.way(),
                Search.Narrowing.NONE,
                null,
                null,
                SHELF,
                new Search.Manner(to, true, false));
    }

    private static List<Assortment.Brand> brands(Boosts boosts, Assortment assortment) {
        List<String> raised = boosts.today().stream()
                .filter(boost -> boost.target() == Boosts.Target.BRAND)
                .map(Boosts.Boost::targetCode)
                .distinct()
                .toList();
        return assortment.brands().stream()
                .sorted(Comparator.comparing(brand -> !raised.contains(brand.code())))
                .limit(BRANDS_MAX)
                .toList();
    }
}
