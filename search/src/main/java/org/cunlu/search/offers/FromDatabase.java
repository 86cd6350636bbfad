package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Deliveries.Arriving;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Found;
import org.cunlu.search.Search.Query;
import org.cunlu.search.Way;

/**
 * The plain list without the index: by id, not counted, and what a reader narrowed away is left out of each piece. Also says how
 * offers that were found in whatever way are delivered, by what the stock told last.
 */
@Singleton
class FromDatabase {
    /** Orders need the database more than lists do. */
    private static final int LISTS_AT_ONCE = 4;

    private static final Duration LONGEST_IN_LINE = Duration.ofSeconds(2);

    private final Admission admission = new Admission(LISTS_AT_ONCE, LONGEST_IN_LINE);
    private final Offers offers;
    private final Besides besides;
    private final Deliveries deliveries;

    FromDatabase(Offers offers, Besides besides, Deliveries deliveries) {
        this.offers = offers;
        this.besides = besides;
        this.deliveries = deliveries;
    }

    /** @throws org.cunlu.kernel.problem.ProblemException 503 when more ask than can be answered */
    Found find(Query query, Deliveries.@Nullable Place place, @Nullable String afterId) {
        var filter = new Offers.Filter(query.words(), query.category(), query.brandCode(), query.direction());
        Page<Offer> page = admission.inTurn(() -> offers.onSale(filter, afterId, query.limit()));
        List<Offer> items = narrowed(page.items(), query);
        Map<String, Arriving> arriving = arriving(items, query, place);
        return new Found(
                wanted(items, query, arriving),
                page.next(),
                null,
                Search.Source.DATABASE,
                List.of(),
                arriving,
                null,
                Map.of());
    }

    /** @return by offer, of those that can be had there; none when nobody said where to */
    Map<String, Arriving> arriving(List<Offer> items, Query query, Deliveries.@Nullable Place place) {
        Search.Destination to = query.manner().to();
        if (place == null || to == null || items.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Way>> ways = besides.ways(items);
        There there = Theres.at(
                deliveries,
                place,
                ways.values().stream().flatMap(List::stream).distinct().toList());
        var arriving = new HashMap<String, Arriving>();
        items.forEach(offer ->
                there.first(offer, ways.get(offer.id()), to.by()).ifPresent(first -> arriving.put(offer.id(), first)));
        return arriving;
    }

    /** @return in the order of the ids; what is no longer on sale is left out: an index may be a second behind */
    static List<Offer> onSale(Offers offers, List<String> ids) {
        Map<String, Offer> found = offers.find(ids);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(Offer::onSale)
                .toList();
    }

    /** @return those that can be had where they are wanted, if that is asked */
    static List<Offer> wanted(List<Offer> items, Query query, Map<String, Arriving> arriving) {
        Search.Destination to = query.manner().to();
        return to == null || !to.reachable()
                ? items
                : items.stream()
                        .filter(offer -> arriving.containsKey(offer.id()))
                        .toList();
    }

    private List<Offer> narrowed(List<Offer> page, Query query) {
        Search.Narrowing to = query.narrowing();
        boolean beside = to.origin() != null || !to.attributes().isEmpty();
        Map<String, Beside> told = beside ? besides.of(page) : Map.of();
        var products = new HashSet<String>();
        return page.stream()
                .filter(offer -> fits(offer, to, told.getOrDefault(offer.id(), Beside.NOTHING)))
                .filter(offer -> !query.manner().together() || products.add(offer.productCode()))
                .toList();
    }

    private static boolean fits(Offer offer, Search.Narrowing to, Beside beside) {
        return (to.sellerCode() == null || to.sellerCode().equals(offer.sellerCode()))
                && (to.storageClass() == null
                        || to.storageClass() == offer.sku().storageClass())
                && (to.minFen() == null || offer.priceFen() >= to.minFen())
                && (to.maxFen() == null || offer.priceFen() <= to.maxFen())
                && (to.origin() == null || to.origin().equals(beside.origin()))
                && (to.grade() == null || to.grade().equals(offer.brandRight().grade()))
                && to.attributes().entrySet().stream().allMatch(each -> beside.has(each.getKey(), each.getValue()));
    }
}
