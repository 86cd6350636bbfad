package org.cunlu.search.offers;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.FacetValues;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.ToldAvailability;
import org.cunlu.logistics.ToldAvailability.Told;
import org.cunlu.search.Sales;
import org.cunlu.search.Way;

/** Gathers what documents say beside names, for many offers at once. */
@Singleton
class Besides {
    /** Digits of a township's administrative code; a village's has three more. */
    private static final int TOWNSHIP = 9;

    private final FacetValues facets;
    private final ToldAvailability availability;
    private final Sales sales;
    private final Network network;
    private final Set<String> farmInputs;

    /** @param farmInputs codes of categories, as orders are told them */
    Besides(
            FacetValues facets,
            ToldAvailability availability,
            Sales sales,
            Network network,
            @Value("${cunlu.orders.farm-input-categories:SEED,FERTILISER,PESTICIDE,FILM}") List<String> farmInputs) {
        this.facets = facets;
        this.availability = availability;
        this.sales = sales;
        this.network = network;
        this.farmInputs = Set.copyOf(farmInputs);
    }

    /** @return by offer id, of all of them; a few statements, however many they are */
    Map<String, Beside> of(Collection<Offer> offers) {
        Set<String> skus = skus(offers);
        Map<String, Told> told = availability.of(skus);
        var facts = facets.of(skus);
        var sold = sales.of(offers.stream().map(Offer::id).toList());
        Map<String, Node> townships = network.nodes(
                offers.stream().map(Besides::township).filter(Objects::nonNull).collect(Collectors.toSet()));
        var besides = new HashMap<String, Beside>();
        for (Offer offer : offers) {
            String sku = offer.sku().code();
            Told stock = told.getOrDefault(sku, Told.NOTHING);
            Sales.Sold count = sold.getOrDefault(offer.id(), Sales.Sold.NOTHING);
            String township = township(offer);
            Node node = township == null ? null : townships.get(township);
            besides.put(
                    offer.id(),
                    new Beside(
                            stock.version() + count.version(),
                            ways(offer, stock),
                            facts.getOrDefault(sku, List.of()),
                            township,
                            node == null ? String.valueOf(township) : node.name(),
                            count.pieces()));
        }
        return besides;
    }

    /** @return by offer id, from where each can go now */
    Map<String, List<Way>> ways(Collection<Offer> offers) {
        Map<String, Told> told = availability.of(skus(offers));
        return offers.stream()
                .collect(Collectors.toMap(
                        Offer::id,
                        offer -> ways(offer, told.getOrDefault(offer.sku().code(), Told.NOTHING))));
    }

    private List<Way> ways(Offer offer, Told stock) {
        return offer.sourceNodes().stream()
                .filter(node -> stock.pieces().getOrDefault(node, 0L) >= offer.quantityMin())
                .map(node -> Way.of(offer, node, programme(offer)))
                .toList();
    }

    private @Nullable Programme programme(Offer offer) {
        if (offer.direction() != Direction.DOWN) {
            return null;
        }
        return farmInputs.contains(offer.category()) ? Programme.FARM_INPUTS : Programme.CONSUMER_GOODS;
    }

    /** What the seller says, else where it stands, for what the county itself sells. */
    private static @Nullable String township(Offer offer) {
        String said = offer.brandRight().origin();
        String code = said == null
                        && offer.direction() == Direction.UP
                        && !offer.sourceNodes().isEmpty()
                ? offer.sourceNodes().getFirst()
                : said;
        return code == null || !code.matches("\\d{9}(\\d{3})?") ? null : code.substring(0, TOWNSHIP);
    }

    private static Set<String> skus(Collection<Offer> offers) {
        return offers.stream().map(offer -> offer.sku().code()).collect(Collectors.toCollection(TreeSet::new));
    }
}
