package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.InputUse;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Wish;

/**
 * Prices a shipment by steps in a fixed order: list price, freight. Promotions take their place between the two, so that
 * a discount never touches carriage. Pure: the same draft has the same price.
 */
@Singleton
class PricePipeline {
    private final List<PriceStep> steps;

    PricePipeline(FreightTariff tariff, Trades trades) {
        this.steps = List.of(new ListPrice(trades), new Carriage(new Freight(tariff)));
    }

    PriceStep.Draft price(PriceStep.Draft draft) {
        PriceStep.Draft priced = draft;
        for (PriceStep step : steps) {
            priced = step.apply(priced);
        }
        return priced;
    }

    /** The offer's own price for each piece, or that of its live slot. */
    private record ListPrice(Trades trades) implements PriceStep {
        @Override
        public Draft apply(Draft draft) {
            List<Quote.Line> lines =
                    draft.wishes().stream().map(this::line).toList();
            long sum = 0;
            for (Quote.Line line : lines) {
                sum = Math.addExact(sum, line.amountFen());
            }
            return draft.goods(lines, sum);
        }

        private Quote.Line line(Wish wish) {
            var offer = wish.offer();
            return new Quote.Line(
                    offer.id(),
                    offer.sku().code(),
                    offer.productName(),
                    wish.quantity(),
                    wish.unitPriceFen(),
                    Math.multiplyExact(wish.unitPriceFen(), wish.quantity()),
                    BrandUse.of(offer),
                    wish.live(),
                    InputUse.of(offer),
                    offer.category(),
                    trades.of(offer));
        }
    }

    /** Carriage by weight and way. */
    private record Carriage(Freight freight) implements PriceStep {
        @Override
        public Draft apply(Draft draft) {
            return draft.freight(
                    draft.outside()
                            ? freight.outside(draft.weightGrams())
                            : freight.inside(draft.rides(), draft.weightGrams()));
        }
    }
}
