package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.logistics.Leg;

/** What parcels must make together; all null for those that are collected where the goods stand. */
record Departure(
        @Nullable String lineCode,
        @Nullable LocalDate serviceDate,
        @Nullable String nextNode,
        @Nullable Instant departsAt) {
    static Departure of(@Nullable Leg leg) {
        return leg == null
                ? new Departure(null, null, null, null)
                : new Departure(leg.lineCode(), leg.serviceDate(), leg.toNode(), leg.departsAt());
    }
}
