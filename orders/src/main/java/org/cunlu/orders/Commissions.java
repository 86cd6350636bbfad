package org.cunlu.orders;

import java.time.LocalDate;
import java.util.List;

/** What selling costs by the rules in force, which are in memory. The first rule that fits a line decides. */
public interface Commissions {
    /**
     * A line that is about to be placed.
     * @param baseFen what of its price is the seller's own to ask, 0 or more: what others pay of a discount counts as paid
     */
    record Item(String category, Trade trade, long baseFen) {
        public static Item of(Quote.Line line) {
            long own = line.steps().stream()
                    .filter(step -> step.payer() != null && step.payer().by() == Payer.By.SELLER)
                    .map(LineStep::fen)
                    .reduce(0L, Math::addExact);
            return new Item(line.category(), line.trade(), Math.addExact(line.amountFen(), own));
        }
    }

    /**
     * @param on the county's day
     * @return one for each item, in their order; never more than its base
     */
    List<LineTerms> of(String sellerCode, List<Item> items, LocalDate on);
}
