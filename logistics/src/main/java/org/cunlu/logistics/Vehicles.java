package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;

/** The county's vehicles, for whoever plans with them. */
public interface Vehicles {
    /**
     * @param code 1 to 32 of A-Z 0-9 . _ -
     * @param node where it belongs
     * @param plate such as 渝A·12345, 2 to 20 characters
     * @param weightGrams goods it may carry, above 0
     * @param volumeCm3 room for goods, above 0
     * @param pieces parcels it may carry, above 0; null for as many as there is room for
     * @param compartments classes of goods for which it has one; at least one
     * @param suspended whether it goes nowhere for now
     * @param note why, for other dispatchers
     * @param version rises with each change
     */
    @Serdeable
    record Vehicle(
            String code,
            String node,
            String plate,
            Kind kind,
            long weightGrams,
            long volumeCm3,
            @Nullable Integer pieces,
            Set<StorageClass> compartments,
            boolean suspended,
            @Nullable String note,
            int version) {
        public Vehicle {
            compartments = Set.copyOf(compartments);
            if (weightGrams <= 0 || volumeCm3 <= 0 || (pieces != null && pieces <= 0) || compartments.isEmpty()) {
                throw new IllegalArgumentException("carries nothing: " + code);
            }
        }
    }

    enum Kind {
        VAN,
        TRUCK,
        BUS,
        TRICYCLE,
        OTHER
    }

    /** Whatever is done with it takes turns until the transaction ends. @return by code; without those that are not there */
    Map<String, Vehicle> lock(Collection<String> codes);

    /** @return by code; without those that are not there */
    Map<String, Vehicle> find(Collection<String> codes);

    /** @return those that belong to a node and may go, by code */
    List<Vehicle> at(String node);
}
