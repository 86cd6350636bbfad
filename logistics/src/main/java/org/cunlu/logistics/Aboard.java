package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What dated trips carry, by what was scanned and what is planned. It asks nobody's leave: the caller knows what he may see. */
public interface Aboard {
    /**
     * Outermost bags and loose parcels that a trip carries, carried, or is to take from where they wait now.
     * @param trip line and service date: {@code B12/2026-11-23}
     */
    List<Piece> pieces(String trip);

    /** @return what each line carries on a date, or is to carry as planned now, by its code; without those that carry nothing */
    Map<String, List<Carried>> carried(LocalDate serviceDate);

    /** How far it is. */
    enum Stage {
        /** At the node where the trip takes it. */
        WAITING,
        LOADED,
        ON_TRIP,
        AT_STOP,
        /** The node to which it goes with this trip has it, or had it. */
        TAKEN_OFF,
        LOST
    }

    /**
     * A bag or a loose parcel.
     * @param number SSCC or barcode
     * @param fromNode where the trip takes it
     * @param toNode where it leaves the trip
     * @param parcels in it, bags in it included
     * @param loadedBy account that scanned it onto the trip; null while it waits
     * @param takenBy account that scanned it off the trip; null before
     */
    @Serdeable
    record Piece(
            String number,
            boolean bag,
            String fromNode,
            String toNode,
            Stage stage,
            int parcels,
            long weightGrams,
            @Nullable String loadedBy,
            @Nullable String takenBy,
            @Nullable Instant takenAt) {}

    /** What goes from one stop to another. @param left how many of the parcels have left with it */
    record Carried(String fromNode, String toNode, int parcels, int left, long weightGrams, long volumeCm3) {}
}
