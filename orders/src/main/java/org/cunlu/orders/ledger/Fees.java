package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * What a station earns. No contract of a county's platform was found in public sources: the number is an assumption that a
 * county replaces by its own.
 * @param station what a station earns by a parcel, in fen
 */
@ConfigurationProperties("cunlu.orders.fees")
record Fees(@Bindable(defaultValue = "60") @PositiveOrZero long station) {}
