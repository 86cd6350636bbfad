package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Recipient;

/**
 * Order what is in the cart.
 * @param quotedTotalFen what the buyer was told; another total now is refused
 * @param quotedArrivals when each shipment was promised, {@code promisedAt} in the quote's order; one that is later now is
 *     refused. Null when the buyer takes what comes: the answer tells it
 * @param purposes of each offer of restricted pesticide in the cart; null for none
 * @param coupons ids of coupons that he uses; null for none
 * @param weighing whether he accepts that what is sold by weight weighs more or less, as the quote tells; null for no
 * @param backorder whether he also takes what is still to come, as the quote tells it; null for no
 */
@Serdeable
public record PlaceOrder(
        @NotNull @Valid Destination destination,
        @NotNull @Valid Recipient recipient,
        @Positive long quotedTotalFen,
        @NotNull PaymentChoice payment,
        @Nullable @Size(max = 200) List<@NotNull Instant> quotedArrivals,
        @Nullable Boolean backorder,
        @Nullable @Size(max = 200) List<@NotNull @Valid InputPurpose> purposes,
        @Nullable @Size(max = 10) List<@NotNull String> coupons,
        @Nullable Boolean weighing) {
    /** @return for whom it is priced, who orders for himself */
    public Shopper shopper(String accountId) {
        return new Shopper(accountId, Shopper.Channel.SHOP, coupons == null ? List.of() : coupons);
    }
}
