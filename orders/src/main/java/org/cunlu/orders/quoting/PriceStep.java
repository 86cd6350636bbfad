package org.cunlu.orders.quoting;

import java.util.List;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Wish;

/** One step of pricing a shipment. Steps know nothing of each other but what the step before left. */
interface PriceStep {
    /** @throws ArithmeticException when an amount does not fit */
    Draft apply(Draft draft);

    /**
     * A shipment on its way to its price, amounts in fen.
     * @param rides rides inside the county
     * @param outside whether a carrier brings it further
     */
    record Draft(
            List<Wish> wishes,
            List<Freight.Ride> rides,
            boolean outside,
            long weightGrams,
            List<Quote.Line> lines,
            long goodsFen,
            long freightFen,
            long discountFen) {
        static Draft of(List<Wish> wishes, List<Freight.Ride> rides, boolean outside) {
            return new Draft(wishes, rides, outside, Wish.load(wishes).weightGrams(), List.of(), 0, 0, 0);
        }

        Draft goods(List<Quote.Line> priced, long sumFen) {
            return new Draft(wishes, rides, outside, weightGrams, priced, sumFen, freightFen, discountFen);
        }

        Draft freight(long fen) {
            return new Draft(wishes, rides, outside, weightGrams, lines, goodsFen, fen, discountFen);
        }

        /** @throws ArithmeticException when it does not fit */
        long totalFen() {
            return Math.subtractExact(Math.addExact(goodsFen, freightFen), discountFen);
        }
    }
}
