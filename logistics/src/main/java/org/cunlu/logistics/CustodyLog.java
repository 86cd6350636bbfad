package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** The steps of a county's parcels, in the order in which they were recorded. */
public interface CustodyLog {
    /**
     * @param countyCode whose parcels
     * @param wanted which steps; all that it names must hold
     * @param after the last step that was read before; null for the beginning
     */
    List<Entry> steps(String countyCode, Wanted wanted, @Nullable Mark after, int limit);

    /** Place of a step in the log. */
    record Mark(Instant recordedAt, String barcode, int seq) {}

    /**
     * A step.
     * @param what kind of scan
     * @param bagBefore SSCC of the bag it lay in before, or null
     * @param bag SSCC of the bag it lay in afterwards, or null
     * @param holderKind NODE, TRIP, PERSON or CARRIER that had it afterwards
     * @param trip line and service date, when a trip had it afterwards
     */
    record Entry(
            Mark mark,
            String what,
            @Nullable String bagBefore,
            @Nullable String bag,
            String holderKind,
            @Nullable String trip,
            String node,
            Instant at) {
        /** @return whether the parcel went into a bag or out of one */
        public boolean changesBag() {
            return bag == null ? bagBefore != null : !bag.equals(bagBefore);
        }
    }

    /** A kind of step. @param holderKind who had it afterwards; null for anybody @param changesBag null for either */
    record Shape(
            String what,
            @Nullable String holderKind,
            @Nullable Boolean changesBag) {}

    /**
     * What is asked for. Null means: whatever it is.
     * @param shapes any of these; none when empty
     * @param parcels any of these barcodes
     * @param bags any of these, gone into or out of
     * @param parcelsOrBags any of these
     */
    record Wanted(
            List<Shape> shapes,
            @Nullable Instant from,
            @Nullable Instant before,
            @Nullable Instant recordedFrom,
            Instant recordedBefore,
            @Nullable List<String> nodes,
            @Nullable List<String> parcels,
            @Nullable List<String> bags,
            @Nullable List<String> parcelsOrBags) {}
}
