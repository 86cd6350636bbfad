package org.cunlu.orders.sourcing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.cunlu.logistics.Line;

/**
 * What carriage costs the network, by who runs the line: fen for each parcel put on a departure, and thousandths of a fen for each
 * kilogram and kilometre of road. No county's figures were found in public sources; these are assumptions that a county replaces
 * by its own contracts. A van: about 2.50 yuan a kilometre with its driver, 350 kg on it on average. A bus runs anyway and
 * is paid mostly by the parcel. The post asks more for the parcel, a carrier most.
 * @param windingPermille length of road for 1,000 m as the crow flies; 1,400 is usual for hills
 */
@ConfigurationProperties("cunlu.orders.leg-cost")
record LegCostTariff(
        @Bindable(defaultValue = "20") @Min(0) @Max(100_000) long vanParcel,

        @Bindable(defaultValue = "700") @Min(0) @Max(100_000)
        long vanKgKm,

        @Bindable(defaultValue = "30") @Min(0) @Max(100_000) long busParcel,

        @Bindable(defaultValue = "200") @Min(0) @Max(100_000)
        long busKgKm,

        @Bindable(defaultValue = "50") @Min(0) @Max(100_000) long postParcel,

        @Bindable(defaultValue = "500") @Min(0) @Max(100_000)
        long postKgKm,

        @Bindable(defaultValue = "100") @Min(0) @Max(100_000)
        long carrierParcel,

        @Bindable(defaultValue = "500") @Min(0) @Max(100_000)
        long carrierKgKm,

        @Bindable(defaultValue = "1400") @Min(1_000) @Max(10_000)
        long windingPermille) {
    /** @return fen */
    long parcel(Line.Mode mode) {
        return switch (mode) {
            case VAN -> vanParcel;
            case BUS -> busParcel;
            case POST -> postParcel;
            case CARRIER -> carrierParcel;
        };
    }

    /** @return thousandths of a fen */
    long kgKm(Line.Mode mode) {
        return switch (mode) {
            case VAN -> vanKgKm;
            case BUS -> busKgKm;
            case POST -> postKgKm;
            case CARRIER -> carrierKgKm;
        };
    }
}
