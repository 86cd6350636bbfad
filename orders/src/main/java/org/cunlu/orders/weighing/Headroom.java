package org.cunlu.orders.weighing;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;

/** Whoever buys what is sold by weight pays ahead for the most that it may weigh. What is sold live or in a flash sale is sold as packed. */
@Singleton
class Headroom implements PriceStep {
    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.WEIGHT;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        return cart.lines().stream().noneMatch(Headroom::weighed)
                ? Optional.empty()
                : Optional.of(priced -> priced.lines(line ->
                        weighed(line) ? line.weighed(line.wish().offer().sku().toleranceBps()) : line));
    }

    private static boolean weighed(Priced.Line line) {
        return line.wish().offer().byWeight() && line.wish().allotmentId() == null;
    }
}
