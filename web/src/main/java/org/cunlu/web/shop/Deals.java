package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ProductPage;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.ToldAvailability;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Way;
import org.cunlu.web.Words;

/**
 * Which offer of a SKU somebody should take, and when it would be there. Where pieces stand is remembered for some seconds, and prices
 * are the product page's; the quote at the checkout is what counts.
 */
@Singleton
class Deals {
    private static final int TOWNSHIP_DIGITS = 9;

    private record Supply(Map<String, Offer> offers, Map<String, ToldAvailability.Told> told) {}

    /** An offer with the arrival by which it is compared; null for none. */
    private record Timed(GoodsPage.Deal deal, Deliveries.@Nullable Arriving arriving) {}

    private final Remembered<String, Supply> supplies;
    private final Deliveries deliveries;
    private final NetworkMaps maps;
    private final When when;

    Deals(Offers offers, ToldAvailability told, Deliveries deliveries, NetworkMaps maps, When when) {
        this.supplies = new Remembered<>(Duration.ofSeconds(3), product -> supply(offers, told, product));
        this.deliveries = deliveries;
        this.maps = maps;
        this.when = when;
    }

    private static Supply supply(Offers offers, ToldAvailability told, String product) {
        List<Offer> all = offers.ofProduct(product);
        var skus = all.stream().map(offer -> offer.sku().code()).collect(Collectors.toSet());
        return new Supply(
                all.stream().collect(Collectors.toMap(Offer::id, offer -> offer)),
                skus.isEmpty() ? Map.of() : told.of(skus));
    }

    /** @return the one to take first, then the others; what is sold out last */
    List<GoodsPage.Deal> of(Words words, String product, ProductPage.SkuCard sku, @Nullable Place to) {
        Supply supply = supplies.get(product);
        Map<String, Long> there = supply.told()
                .getOrDefault(sku.code(), ToldAvailability.Told.NOTHING)
                .pieces();
        return sku.offers().stream()
                .map(card -> timed(words, card, supply.offers().get(card.offerId()), there, to))
                .sorted(Comparator.comparing((Timed timed) -> timed.deal().pieces() < least(timed))
                        .thenComparing(timed -> timed.deal().offer().priceFen())
                        .thenComparing(
                                timed -> timed.arriving() == null
                                        ? null
                                        : timed.arriving().availableAt(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(timed -> timed.deal().offer().offerId()))
                .map(Timed::deal)
                .toList();
    }

    private static long least(Timed timed) {
        return timed.deal().offer().quantityMin();
    }

    private Timed timed(
            Words words,
            ProductPage.OfferCard card,
            @Nullable Offer offer,
            Map<String, Long> there,
            @Nullable Place to) {
        if (offer == null) {
            return new Timed(new GoodsPage.Deal(card, Fen.text(card.priceFen()), 0, null, null, "", null), null);
        }
        long pieces = offer.sourceNodes().stream()
                .mapToLong(node -> there.getOrDefault(node, 0L))
                .sum();
        var arriving = pieces < offer.quantityMin() || to == null || to.outside() ? null : soonest(offer, there, to);
        var right = offer.brandRight();
        return new Timed(
                new GoodsPage.Deal(
                        card,
                        Fen.text(card.priceFen()),
                        pieces,
                        arriving == null ? null : when.promise(words, arriving.arrival(), to.station()),
                        name(origin(offer)),
                        right.grade(),
                        right.certificateNo()),
                arriving);
    }

    private Deliveries.@Nullable Arriving soonest(Offer offer, Map<String, Long> there, Place to) {
        Programme programme = offer.direction() != Direction.DOWN
                ? null
                : offer.input() == null ? Programme.CONSUMER_GOODS : Programme.FARM_INPUTS;
        List<Way> ways = offer.sourceNodes().stream()
                .filter(node -> there.getOrDefault(node, 0L) >= offer.quantityMin())
                .map(node -> Way.of(offer, node, programme))
                .toList();
        try {
            return deliveries.arrivals(deliveries.to(to.villageCode()), ways).values().stream()
                    .min(Comparator.comparing(Deliveries.Arriving::availableAt))
                    .orElse(null);
        } catch (ProblemException e) {
            // The village is served no more: no promise, and the checkout says why.
            return null;
        }
    }

    /** @return the place that the seller names, else the one where farm goods stand */
    private @Nullable Node origin(Offer offer) {
        String said = offer.brandRight().origin();
        String code = said == null
                        && offer.direction() == Direction.UP
                        && !offer.sourceNodes().isEmpty()
                ? offer.sourceNodes().getFirst()
                : said;
        if (code == null) {
            return null;
        }
        Map<String, Node> nodes = maps.current().nodes();
        Node node = nodes.get(code);
        return node != null || code.length() < TOWNSHIP_DIGITS ? node : nodes.get(code.substring(0, TOWNSHIP_DIGITS));
    }

    /** @return null for one that is gone since */
    @Nullable
    Offer offer(String product, GoodsPage.Deal deal) {
        return supplies.get(product).offers().get(deal.offer().offerId());
    }

    /** @return where it comes from, drawn; null where nobody says */
    @Nullable
    OriginMap map(String product, GoodsPage.Deal deal) {
        Offer offer = offer(product, deal);
        return offer == null ? null : OriginMap.of(maps.current().nodes(), origin(offer));
    }

    private static @Nullable String name(@Nullable Node node) {
        return node == null ? null : node.name();
    }
}
