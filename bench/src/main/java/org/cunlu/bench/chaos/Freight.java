package org.cunlu.bench.chaos;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An order's parcel as its buyer follows it.
 * @param lifecycle of the order
 * @param atNode node that holds it; null while it rides or is gone
 * @param steps scans that it had, the oldest first
 */
record Freight(
        String orderId,
        String lifecycle,
        String barcode,
        String state,
        @Nullable String atNode,
        String fromNode,
        String toNode,
        @Nullable String pickupCode,
        List<Ride> legs,
        List<Step> steps) {

    Freight {
        legs = List.copyOf(legs);
        steps = List.copyOf(steps);
    }

    /** A planned ride. */
    record Ride(String from, String to, Instant departsAt, Instant arrivesAt) {}

    /** @param what kind of the scan  @param place node */
    record Step(String what, String place) {}

    /** @param order as its page shows it  @return empty while no parcel is booked */
    static Optional<Freight> of(JsonNode order) {
        JsonNode tracking = order.get("tracking");
        if (tracking == null || tracking.isNull()) {
            return Optional.empty();
        }
        var legs = new ArrayList<Ride>();
        for (JsonNode leg : tracking.get("legs").values()) {
            legs.add(new Ride(
                    text(leg, "fromNode"),
                    text(leg, "toNode"),
                    Instant.parse(text(leg, "departsAt")),
                    Instant.parse(text(leg, "arrivesAt"))));
        }
        var steps = new ArrayList<Step>();
        JsonNode told = tracking.get("steps");
        if (told != null) {
            told.values().forEach(step -> steps.add(new Step(text(step, "what"), text(step, "place"))));
        }
        return Optional.of(new Freight(
                text(order, "orderId"),
                text(order, "lifecycle"),
                text(tracking, "barcode"),
                text(tracking, "state"),
                text(tracking, "atNode"),
                text(tracking, "fromNode"),
                text(tracking, "toNode"),
                text(order, "pickupCode"),
                legs,
                steps));
    }

    /** @return the ride that begins where it lies; empty at its end */
    Optional<Ride> next() {
        return legs.stream().filter(leg -> leg.from().equals(atNode)).findFirst();
    }

    /** @return the ride that it is on; empty while it lies somewhere */
    Optional<Ride> riding() {
        if (atNode != null || steps.isEmpty()) {
            return Optional.empty();
        }
        Step last = steps.getLast();
        return legs.stream()
                .filter(leg -> last.what().equals("OUT") && leg.from().equals(last.place()))
                .findFirst();
    }

    long scanned(String kind) {
        return Collections.frequency(steps.stream().map(Step::what).toList(), kind);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.coerceStringValue();
    }
}
