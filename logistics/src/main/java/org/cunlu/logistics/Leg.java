package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One ride of a shipment on one dated trip of a line, or at its end the pick-up by which a carrier leaves a gateway with it. Times
 * are planned ones.
 */
@Serdeable
public record Leg(
        String fromNode, String toNode, String lineCode, LocalDate serviceDate, Instant departsAt, Instant arrivesAt) {
    /** @return whether it is no ride: a carrier takes it over at the gateway that both nodes are, and both times are when he leaves */
    public boolean leavesCounty() {
        return fromNode.equals(toNode);
    }
}
