package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Consumer;
import org.cunlu.accounts.Recipient;

/** Placing one line that is in no cart, paid online. All that holds for what is in a cart holds for it. */
public interface PlacingAlone {
    /**
     * @param groupBuyId promotion of the group buy in which it is bought
     * @param subject what else makes a request the same again, such as a team; null for nothing
     */
    @Serdeable
    record Wanted(
            String accountId,
            String groupBuyId,
            @Nullable String subject,
            CartLine line,
            Destination destination,
            Recipient recipient,
            long quotedTotalFen) {
        public Shopper shopper() {
            return new Shopper(accountId, Shopper.Channel.SHOP, List.of(), groupBuyId);
        }

        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Wanted[" + groupBuyId + "]";
        }
    }

    /**
     * @param also what is kept with the orders, in their transaction, before stock is taken
     * @return the group, also when this very request was answered before
     */
    GroupView place(String key, Wanted wanted, Consumer<OrderGroup> also);
}
