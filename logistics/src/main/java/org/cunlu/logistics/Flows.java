package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/** How much went which way, from what was scanned. */
public interface Flows {
    /**
     * Counts each parcel once, on the day on which it was packed.
     * @param from first day, in the county's time
     * @param to last day, not before {@code from}
     */
    Flow between(String countyCode, LocalDate from, LocalDate to);

    /**
     * Flows of a period.
     * @param up 上行: towards the hub, or out of the county from below it
     * @param down 下行: towards the villages
     * @param across 村际: between two nodes of which neither lies above the other
     * @param out 出县: by a gateway, from wherever; those from below the hub are in {@code up} as well
     */
    @Serdeable
    record Flow(Amount up, Amount down, Amount across, Amount out) {}

    /** @param grams of all the parcels' goods */
    @Serdeable
    record Amount(long parcels, long grams) {}
}
