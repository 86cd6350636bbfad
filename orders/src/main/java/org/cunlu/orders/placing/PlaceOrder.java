package org.cunlu.orders.placing;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.cunlu.accounts.Recipient;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;

/** Order what is in the cart. @param quotedTotalFen what the buyer was told; another total now is refused */
@Serdeable
record PlaceOrder(
        @NotNull @Valid Destination destination,
        @NotNull @Valid Recipient recipient,
        @Positive long quotedTotalFen,
        @NotNull PaymentChoice payment) {}
