package org.cunlu.orders.placing;

import java.util.Objects;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.Quote;
import org.cunlu.orders.WeightUse;

/** Whether the buyer accepted that something is paid for as it weighs. */
final class ByWeight {
    private ByWeight() {}

    /** Nobody pays for what it weighs unless he said so. */
    static void check(PlaceOrder order, Quote quote) {
        int most = quote.shipments().stream()
                .flatMap(shipment -> shipment.lines().stream())
                .map(Quote.Line::weight)
                .filter(Objects::nonNull)
                .mapToInt(WeightUse::toleranceBps)
                .max()
                .orElse(0);
        if (most > 0 && !Boolean.TRUE.equals(order.weighing())) {
            throw ProblemException.of(
                            409,
                            "weighing-not-accepted",
                            "部分商品按实重计价，多退 · Some of it is paid for as it weighs; what is too much goes back",
                            "请确认称重误差后再下单 · Confirm what it may weigh more or less")
                    .fact("toleranceBps", most);
        }
    }
}
