package org.cunlu.orders.quoting;

import java.util.List;
import org.cunlu.logistics.Node.Tier;

/** What carriage costs the buyer, in fen: a rule of whole numbers, the same for quote and order. */
final class Freight {
    private static final long GRAMS_PER_KG = 1_000;

    private final FreightTariff tariff;

    Freight(FreightTariff tariff) {
        this.tariff = tariff;
    }

    /** One ride. */
    record Ride(Tier from, Tier to) {}

    /**
     * Inside the county: base + started kilograms × the sum of what each ride costs a kilogram.
     * @throws ArithmeticException when it does not fit
     */
    long inside(List<Ride> rides, long weightGrams) {
        long perKg = rides.stream().mapToLong(this::perKg).sum();
        return Math.addExact(tariff.base(), Math.multiplyExact(startedKg(weightGrams), perKg));
    }

    /** Out of the county: first kilogram + further started kilograms, however many rides it takes to the gateway. */
    long outside(long weightGrams) {
        return Math.addExact(
                tariff.outsideFirst(), Math.multiplyExact(startedKg(weightGrams) - 1, tariff.outsideMore()));
    }

    private long perKg(Ride ride) {
        if (ride.from() == Tier.VILLAGE || ride.to() == Tier.VILLAGE) {
            return tariff.villageLeg();
        }
        if (ride.from() == Tier.TOWNSHIP || ride.to() == Tier.TOWNSHIP) {
            return tariff.townshipLeg();
        }
        return tariff.trunkLeg();
    }

    private static long startedKg(long weightGrams) {
        return Math.ceilDiv(weightGrams, GRAMS_PER_KG);
    }
}
