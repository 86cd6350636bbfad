package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** What a buyer has to pay less with. */
public interface BuyerCoupons {
    /** @return of his that are not used, those first that end first, whether each alone can be used for his cart; changes nothing */
    List<Choice> choices(String accountId, Destination destination, PaymentChoice payment);

    /**
     * A coupon for a cart.
     * @param discountFen what it would take off; 0 when it cannot
     * @param why it cannot be used, in both languages with a dot between; null when it can
     */
    record Choice(
            String couponId,
            String name,
            boolean usable,
            long discountFen,
            @Nullable String why) {}
}
