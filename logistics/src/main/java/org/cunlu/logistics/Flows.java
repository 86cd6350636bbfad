package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;

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

    /**
     * Whether promises were kept, of the parcels that were packed in a time, by way; those on their way home are left out. There is
     * one when its recipient can have it, or its carrier has it.
     */
    List<Kept> kept(String countyCode, LocalDate from, LocalDate to);

    /** Which way: as {@link Flow} tells it, with all that leaves by a gateway in OUT alone. */
    enum Way {
        UP,
        DOWN,
        ACROSS,
        OUT
    }

    /**
     * @param onTime there by when it was first promised @param late there later
     * @param overdue not there although it was promised by now @param coming not there and not due
     */
    record Kept(Way way, long onTime, long late, long overdue, long coming) {
        /** @return of those that are there or due */
        public long due() {
            return onTime + late + overdue;
        }
    }

    /** @param grams of all the parcels' goods */
    @Serdeable
    record Amount(long parcels, long grams) {}
}
