package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.PriceStep.Effect;
import org.cunlu.orders.Priced;

/**
 * Prices a cart by steps in the fixed order of {@link org.cunlu.orders.LineStep.Kind}: the price of the offer or the live slot,
 * then what features plugged in, carriage last. All of them read before the first is taken, so that they are pure over the same
 * facts. A discount never touches carriage.
 */
@Singleton
class PricePipeline {
    private final List<PriceStep> steps;
    private final Freight freight;
    private final Network network;

    PricePipeline(List<PriceStep> steps, FreightTariff tariff, Network network) {
        // Sorting is stable: among those of a kind @Order decides.
        this.steps =
                steps.stream().sorted(Comparator.comparing(PriceStep::kind)).toList();
        this.freight = new Freight(tariff);
        this.network = network;
    }

    /** @param cart whose lines have their first prices @return with all steps taken */
    Priced price(PriceAsk ask, Priced cart) {
        Priced priced = plain(cart);
        var effects = new ArrayList<Effect>();
        for (PriceStep step : steps) {
            step.prepare(ask, priced).ifPresent(effects::add);
        }
        for (Effect effect : effects) {
            priced = effect.apply(priced);
        }
        return priced;
    }

    /** @return at first prices and the carriage of the tariff, whoever buys */
    Priced plain(Priced cart) {
        return cart.each(shipment -> shipment.freight(tariff(shipment), null));
    }

    private long tariff(Priced.Shipment shipment) {
        long grams = shipment.load().weightGrams();
        return shipment.outside() ? freight.outside(grams) : freight.inside(rides(shipment), grams);
    }

    private List<Freight.Ride> rides(Priced.Shipment shipment) {
        var codes = new TreeSet<String>();
        shipment.legs().forEach(leg -> {
            codes.add(leg.fromNode());
            codes.add(leg.toNode());
        });
        var tiers = network.nodes(codes).values().stream().collect(Collectors.toMap(Node::code, Node::tier));
        return shipment.legs().stream()
                .map(leg -> new Freight.Ride(tiers.get(leg.fromNode()), tiers.get(leg.toNode())))
                .toList();
    }
}
