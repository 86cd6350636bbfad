package org.cunlu.orders.quoting;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * Prices of carriage, in fen. No tariff of Zhong County was found in public sources: these are assumptions in the order of
 * what village parcels and express inside and out of a province cost buyers; a county sets its own.
 * @param base each parcel inside the county: taking in and handing out
 * @param villageLeg each started kilogram on a ride from or to a village station
 * @param townshipLeg each started kilogram on a ride between a township and the hub
 * @param trunkLeg each started kilogram on any other ride
 * @param outsideFirst first kilogram of a parcel that leaves the county (首重), the rides inside it included
 * @param outsideMore each further started kilogram of it (续重)
 */
@ConfigurationProperties("cunlu.orders.freight")
record FreightTariff(
        @Bindable(defaultValue = "200") @PositiveOrZero long base,
        @Bindable(defaultValue = "20") @PositiveOrZero long villageLeg,
        @Bindable(defaultValue = "10") @PositiveOrZero long townshipLeg,
        @Bindable(defaultValue = "5") @PositiveOrZero long trunkLeg,
        @Bindable(defaultValue = "800") @PositiveOrZero long outsideFirst,
        @Bindable(defaultValue = "200") @PositiveOrZero long outsideMore) {}
