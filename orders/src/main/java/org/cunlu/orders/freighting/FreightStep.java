package org.cunlu.orders.freighting;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.logistics.Network;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.freighting.FreightTemplate.Freighted;
import org.cunlu.orders.freighting.FreightTemplate.Made;
import org.cunlu.orders.freighting.FreightTemplate.Place;

/**
 * The last step: what a template says instead of the tariff. What no template speaks of keeps what the legs of its way cost; what
 * a later way costs more is the network's.
 */
@Singleton
class FreightStep implements PriceStep {
    private final TemplatesInForce templates;
    private final Network network;

    FreightStep(TemplatesInForce templates, Network network) {
        this.templates = templates;
        this.network = network;
    }

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.FREIGHT;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        TemplatesInForce.Known known = templates.known();
        return known.none()
                ? Optional.empty()
                : Optional.of(priced -> priced.each(shipment -> freight(known, shipment)));
    }

    private Priced.Shipment freight(TemplatesInForce.Known known, Priced.Shipment shipment) {
        var place = new Place(shipment.province(), code -> network.within(shipment.toNode(), code));
        var goods = new Freighted(
                shipment.load().weightGrams(),
                shipment.load().volumeCm3(),
                shipment.lines().stream().mapToLong(Priced.Line::quantity).sum(),
                shipment.kept(),
                shipment.netFen());
        Optional<Made> made = known.made(shipment.sellerCode(), place, goods);
        return made.map(found -> shipment.freight(found.fen(), found.templateId()))
                .orElse(shipment);
    }
}
