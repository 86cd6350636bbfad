package org.cunlu.orders.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Trade;
import org.cunlu.orders.WeightUse;

/** Lines of orders as chance has them: discounts of many payers, live, by weight. */
final class RandomLines {
    private RandomLines() {}

    static OrderLine line(Random random, String orderId, int no) {
        int quantity = 1 + random.nextInt(5);
        long price = 1 + random.nextInt(20_000);
        long amount = price * quantity;
        var steps = new ArrayList<LineStep>();
        long left = amount;
        for (Payer payer : List.of(Payer.seller("S"), Payer.PLATFORM, Payer.brand("B1"), Payer.fund("F1"))) {
            if (random.nextInt(4) == 0) {
                long off = random.nextLong(left + 1) / 2;
                left -= off;
                steps.add(new LineStep(LineStep.Kind.COUPON, -off, "C", payer));
            }
        }
        long base = amount
                + steps.stream()
                        .filter(s -> s.payer().by() == Payer.By.SELLER)
                        .mapToLong(LineStep::fen)
                        .sum();
        long fee = random.nextLong(base / 5 + 1);
        var live = random.nextInt(5) == 0 ? new LiveUse("L", "SLOT", "H1", random.nextInt(2_000), null, 0) : null;
        var plain = new OrderLine(orderId, no, "F", "SKU", "货", quantity, 0, price, amount, null, live, null)
                .with(new LineTerms("RICE", Trade.CONSUMER_GOODS, 0, 0, fee, fee * 6 / 106));
        var line = OrderLine.of(plain, 0, steps);
        return random.nextInt(3) == 0 ? line.with(new WeightUse(500, 1 + random.nextInt(3_000), null, null)) : line;
    }
}
