package org.cunlu.app.play;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.logistics.PublishedTours;

/**
 * One order's parcel as its buyer can follow it.
 * @param atNode node that holds it, null while it rides or is gone
 * @param legs planned rides, those done included
 */
record Freight(
        String order,
        String barcode,
        String state,
        @Nullable String atNode,
        String fromNode,
        String toNode,
        Instant promisedAt,
        @Nullable String waybill,
        @Nullable String pickupCode,
        long cashDueFen,
        List<Ride> legs,
        List<Step> steps) {

    /** A planned ride. */
    record Ride(String from, String to, String line, Instant departsAt, Instant arrivesAt) {
        /** @return whether a dispatcher's tour takes it, and no line of the timetable */
        boolean byTour() {
            return PublishedTours.names(line);
        }
    }

    /** A step already taken. */
    record Step(Instant at, String what, String place, String holder) {}

    /** @param order answer of the order's page */
    static Freight of(JsonNode order) {
        JsonNode tracking = order.get("tracking");
        if (tracking == null || tracking.isNull()) {
            return null;
        }
        var legs = new ArrayList<Ride>();
        tracking.get("legs")
                .values()
                .forEach(leg -> legs.add(new Ride(
                        leg.get("fromNode").getStringValue(),
                        leg.get("toNode").getStringValue(),
                        leg.get("lineCode").getStringValue(),
                        Instant.parse(leg.get("departsAt").getStringValue()),
                        Instant.parse(leg.get("arrivesAt").getStringValue()))));
        var steps = new ArrayList<Step>();
        if (tracking.get("steps") != null) {
            tracking.get("steps")
                    .values()
                    .forEach(step -> steps.add(new Step(
                            Instant.parse(step.get("at").getStringValue()),
                            text(step, "what"),
                            text(step, "place"),
                            text(step, "holder"))));
        }
        boolean cashDue = "CASH_DUE".equals(text(order, "paymentStatus"));
        return new Freight(
                order.get("orderId").getStringValue(),
                text(tracking, "barcode"),
                text(tracking, "state"),
                text(tracking, "atNode"),
                text(tracking, "fromNode"),
                text(tracking, "toNode"),
                Instant.parse(tracking.get("promisedAt").getStringValue()),
                text(tracking, "waybill"),
                text(order, "pickupCode"),
                cashDue ? order.get("totalFen").getLongValue() : 0,
                legs,
                steps);
    }

    /** @return the ride that starts where it is now; empty at its destination */
    Ride nextRide() {
        return legs.stream()
                .filter(leg -> leg.from().equals(atNode))
                .findFirst()
                .orElse(null);
    }

    /** @return whether it lies where a carrier takes it out of the county */
    boolean atGateway() {
        return state.equals("AT_NODE") && toNode.equals(atNode);
    }

    boolean done() {
        return state.equals("HANDED_OVER") || state.equals("WITH_CARRIER");
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.coerceStringValue();
    }
}
