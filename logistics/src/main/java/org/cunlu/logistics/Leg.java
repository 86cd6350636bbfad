package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/** One ride of a shipment on one dated trip of a line. Times are planned ones. */
@Serdeable
public record Leg(
        String fromNode, String toNode, String lineCode, LocalDate serviceDate, Instant departsAt, Instant arrivesAt) {}
