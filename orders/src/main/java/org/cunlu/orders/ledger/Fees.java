package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * What selling costs. No contract of a county's platform was found in public sources: both numbers are assumptions that a
 * county replaces by its own. 5 % lies in the range of what Chinese marketplaces charge for food.
 * @param commission of the goods' price, in basis points (hundredths of a percent)
 * @param station what a station earns by a parcel, in fen
 */
@ConfigurationProperties("cunlu.orders.fees")
record Fees(
        @Bindable(defaultValue = "500") @Min(0) @Max(10_000) int commission,
        @Bindable(defaultValue = "60") @PositiveOrZero long station) {}
