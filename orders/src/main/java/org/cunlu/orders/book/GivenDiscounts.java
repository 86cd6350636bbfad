package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.DiscountsGiven;

/** Sums the steps of lines by what they refer to. */
@Singleton
class GivenDiscounts implements DiscountsGiven {
    private final LineStepTable steps;
    private final Transactions transactions;

    GivenDiscounts(LineStepTable steps, Transactions transactions) {
        this.steps = steps;
        this.transactions = transactions;
    }

    @Override
    public Map<String, Given> by(Collection<String> promotionIds) {
        return promotionIds.isEmpty() ? Map.of() : transactions.read(() -> steps.given(promotionIds));
    }
}
