package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** Drives published tours as their drivers would: comes to a stop, gives and takes what is to be given and taken there, goes on. */
final class Touring {
    private final Api api;
    private final DemoClock clock;
    private final Unloading unloading;
    private final PriorityQueue<Call> ahead = new PriorityQueue<>(
            Comparator.comparing(Call::at).thenComparing(Call::trip).thenComparing(Call::seq));
    private int steps;

    /** Whoever works at a node scans off what came. */
    interface Unloading {
        /** @param bag an SSCC instead of a barcode */
        void off(String node, List<String> numbers, boolean bag);
    }

    Touring(Api api, DemoClock clock, Unloading unloading) {
        this.api = api;
        this.clock = clock;
        this.unloading = unloading;
    }

    /** A moment of a run. @param seq of the stop */
    private record Call(Instant at, Person driver, String trip, int seq, String node, boolean comes, boolean last) {}

    /** @param trip as runs are named */
    void take(Person driver, String trip) {
        JsonNode stops = api.get(driver, "/api/run/trips/" + trip).get("stops");
        for (int seq = 0; seq < stops.size(); seq++) {
            JsonNode stop = stops.get(seq);
            String node = stop.get("node").getStringValue();
            boolean last = seq == stops.size() - 1;
            if (seq > 0) {
                ahead.add(new Call(at(stop, "arrivesAt"), driver, trip, 2 * seq, node, true, last));
            }
            if (!last) {
                ahead.add(new Call(at(stop, "departsAt"), driver, trip, 2 * seq + 1, node, false, false));
            }
        }
    }

    private static Instant at(JsonNode stop, String name) {
        return Instant.parse(stop.get(name).getStringValue());
    }

    /** @return when something is to be done next; {@link Instant#MAX} when all are back */
    Instant next() {
        return ahead.isEmpty() ? Instant.MAX : ahead.peek().at();
    }

    int steps() {
        return steps;
    }

    /** Does what is next. @return whether anything was given or taken */
    boolean go() {
        Call call = ahead.remove();
        clock.atLeast(call.at());
        if (!call.comes()) {
            boolean took = call.seq() == 1 && takes(call);
            tell(call, "DEPART", List.of(""), false);
            return took;
        }
        tell(call, "ARRIVE", List.of(""), false);
        boolean gave = gives(call);
        return (!call.last() && takes(call)) || gave;
    }

    private JsonNode stop(Call call) {
        return api.get(call.driver(), "/api/run/trips/" + call.trip())
                .get("stops")
                .get(call.seq() / 2);
    }

    private boolean gives(Call call) {
        boolean any = false;
        for (boolean bag : new boolean[] {false, true}) {
            List<String> numbers = numbers(stop(call).get("handOver"), bag, "AT_STOP");
            tell(call, "HAND_OVER", numbers, bag);
            if (!numbers.isEmpty()) {
                unloading.off(call.node(), numbers, bag);
                any = true;
            }
        }
        return any;
    }

    private boolean takes(Call call) {
        JsonNode collect = stop(call).get("collect");
        List<String> loose = numbers(collect, false, "WAITING");
        List<String> bags = numbers(collect, true, "WAITING");
        tell(call, "COLLECT", loose, false);
        tell(call, "COLLECT", bags, true);
        return !loose.isEmpty() || !bags.isEmpty();
    }

    private static List<String> numbers(JsonNode items, boolean bag, String stage) {
        var numbers = new ArrayList<String>();
        for (JsonNode item : items.values()) {
            if (item.get("bag").getBooleanValue() == bag
                    && stage.equals(item.get("stage").getStringValue())) {
                numbers.add(item.get("number").getStringValue());
            }
        }
        return numbers;
    }

    /** @param things to name, each in a step of its own; one that is empty for a step of none */
    private void tell(Call call, String kind, List<String> things, boolean bag) {
        if (things.isEmpty()) {
            return;
        }
        var told = new ArrayList<Map<String, Object>>();
        for (String thing : things) {
            var step = new HashMap<String, Object>();
            step.put("stepId", UUID.randomUUID().toString());
            step.put("device", "demo-driver");
            step.put("kind", kind);
            step.put("trip", call.trip());
            step.put("node", call.node());
            if (!thing.isEmpty()) {
                step.put(bag ? "bag" : "parcel", thing);
            }
            told.add(step);
        }
        JsonNode answers =
                api.post(call.driver(), "/api/run/steps", Map.of("steps", told)).get("answers");
        for (JsonNode answer : answers.values()) {
            // What its sender has not packed stays with him: a county that was played before has such orders.
            if ("REFUSED".equals(answer.get("outcome").getStringValue())
                    && !"not-packed".equals(answer.get("code").coerceStringValue())) {
                throw new Unplayable("step " + kind + " of " + call.trip() + " at " + call.node() + " was refused: "
                        + answer.get("code").coerceStringValue());
            }
        }
        steps += told.size();
    }
}
