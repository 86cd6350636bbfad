package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.Apportion;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.InputUse;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Trade;
import org.cunlu.orders.WeightUse;
import org.cunlu.orders.Wish;

/** Makes priced shipments of planned ones: all of a cart at once, for a discount may be of several. */
@Singleton
class Pricing {
    private final PricePipeline pipeline;

    Pricing(PricePipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * What goes from where by which way.
     * @param province null within the county
     * @param expectedOn null for goods that are there
     */
    record Planned(
            List<Wish> wishes,
            Trade trade,
            Node from,
            Node to,
            @Nullable String province,
            Promise.Kept way,
            @Nullable LocalDate expectedOn) {}

    /** @return shipments in the order of the plan */
    List<Quote.Shipment> price(PriceAsk ask, List<Planned> planned) {
        return shipments(planned, pipeline.price(ask, unpriced(planned)));
    }

    /** @return at the offer's price and the tariff's carriage: no rule touches it */
    Quote.Shipment plain(Planned planned) {
        return shipments(List.of(planned), pipeline.plain(unpriced(List.of(planned))))
                .getFirst();
    }

    private static Priced unpriced(List<Planned> planned) {
        return new Priced(planned.stream().map(Pricing::unpriced).toList());
    }

    private static Priced.Shipment unpriced(Planned planned) {
        Offer any = planned.wishes().getFirst().offer();
        return new Priced.Shipment(
                any.sellerCode(),
                planned.trade(),
                any.sku().storageClass(),
                planned.from().code(),
                planned.to().code(),
                planned.province(),
                planned.way().legs(),
                Wish.load(planned.wishes()),
                planned.wishes().stream().map(Priced.Line::of).toList(),
                0,
                null);
    }

    private static List<Quote.Shipment> shipments(List<Planned> planned, Priced priced) {
        var shipments = new ArrayList<Quote.Shipment>();
        for (int i = 0; i < planned.size(); i++) {
            shipments.add(shipment(planned.get(i), priced.shipments().get(i)));
        }
        return shipments;
    }

    private static Quote.Shipment shipment(Planned planned, Priced.Shipment priced) {
        Offer any = planned.wishes().getFirst().offer();
        Load load = priced.load();
        long goods = 0;
        long discount = 0;
        for (Priced.Line line : priced.lines()) {
            goods = Math.addExact(goods, line.amountFen());
            discount = Math.addExact(discount, line.discountFen());
        }
        return new Quote.Shipment(
                any.sellerCode(),
                any.sellerName(),
                planned.from().countyCode(),
                planned.from().code(),
                planned.to().code(),
                planned.province() != null,
                planned.province(),
                lines(priced),
                load.weightGrams(),
                load.volumeCm3(),
                goods,
                priced.freightFen(),
                discount,
                Math.subtractExact(Math.addExact(goods, priced.freightFen()), discount),
                planned.way().availableAt(),
                planned.way().arrival(),
                planned.way().legs(),
                planned.expectedOn());
    }

    /** Carriage is shared by what the lines cost before discounts. */
    private static List<Quote.Line> lines(Priced.Shipment priced) {
        List<Long> carriage = Apportion.by(
                priced.freightFen(),
                priced.lines().stream().map(Priced.Line::amountFen).toList());
        var lines = new ArrayList<Quote.Line>();
        for (Priced.Line line : priced.lines()) {
            lines.add(line(priced, line, carriage.get(lines.size())));
        }
        return lines;
    }

    private static Quote.Line line(Priced.Shipment priced, Priced.Line line, long freightFen) {
        var steps = new ArrayList<>(line.steps());
        if (freightFen > 0 || priced.freightRef() != null) {
            steps.add(new LineStep(LineStep.Kind.FREIGHT, freightFen, priced.freightRef(), null));
        }
        Offer offer = line.wish().offer();
        return new Quote.Line(
                offer.id(),
                offer.sku().code(),
                offer.productName(),
                line.quantity(),
                line.unitPriceFen(),
                line.amountFen(),
                BrandUse.of(offer),
                line.wish().live(),
                InputUse.of(offer),
                line.discountFen(),
                line.netFen(),
                freightFen,
                steps,
                line.wish().allotmentId(),
                offer.category(),
                priced.trade(),
                line.byWeight() ? WeightUse.of(offer) : null);
    }
}
