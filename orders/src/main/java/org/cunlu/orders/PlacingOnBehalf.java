package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.cunlu.accounts.Recipient;

/** Placing an order for somebody else, from a cart that is not his. All that holds for a buyer's own order holds for it. */
public interface PlacingOnBehalf {
    /**
     * @param accountId whose order it is
     * @param quotedArrivals as {@code promisedAt} in the quote; null when he takes what comes
     * @param backorder whether he waits for what is still to come; null for no
     */
    @Serdeable
    record Wanted(
            String cartId,
            String accountId,
            Destination destination,
            Recipient recipient,
            long quotedTotalFen,
            PaymentChoice payment,
            @Nullable List<Instant> quotedArrivals,
            @Nullable Boolean backorder,
            @Nullable List<InputPurpose> purposes,
            @Nullable Boolean weighing) {
        /** @return the villager, at his station */
        public Shopper shopper() {
            return new Shopper(accountId, Shopper.Channel.STATION, List.of());
        }

        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Wanted[" + cartId + "]";
        }
    }

    /**
     * @param actor who orders for him, whose key it is
     * @param also what is kept with the orders, in their transaction, before stock is taken
     * @return the group, also when this very request was answered before
     */
    GroupView place(String actor, String key, Wanted wanted, Consumer<OrderGroup> also);
}
