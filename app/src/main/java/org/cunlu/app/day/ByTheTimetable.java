package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/**
 * Holds what buyers are shown of their parcels' ways against the timetable: nothing left a stop before its trip leaves it,
 * and nothing came to one before its trip is there.
 */
public final class ByTheTimetable {
    private static final Set<String> LEAVES = Set.of("OUT", "DEPART");
    private static final Set<String> COMES = Set.of("ARRIVE", "UNLOAD", "IN");
    private static final int NAMED_MAX = 20;

    private final Map<String, Line> lines;
    private final List<String> early = new ArrayList<>();
    private int departures;
    private int arrivals;
    private int earlyCount;

    /** @param lines by code */
    public ByTheTimetable(Map<String, Line> lines) {
        this.lines = lines;
    }

    /**
     * @param departures scans of parcels that left with a trip @param arrivals of parcels that came with one
     * @param early how many of both were made before the timetable has it @param some of them, 20 at most
     */
    @Serdeable
    public record Held(int departures, int arrivals, int early, List<String> some) {
        public boolean kept() {
            return departures > 0 && arrivals > 0 && early == 0;
        }
    }

    /** @param views orders as their buyers see them; those without a parcel count for nothing */
    public Held held(Collection<JsonNode> views) {
        for (JsonNode view : views) {
            JsonNode tracking = view.get("tracking");
            if (tracking != null && tracking.isObject()) {
                follow(County.text(tracking, "barcode"), tracking.get("steps"));
            }
        }
        return new Held(departures, arrivals, earlyCount, List.copyOf(early));
    }

    private void follow(String barcode, JsonNode steps) {
        String holder = "";
        for (JsonNode step : steps.values()) {
            String before = holder;
            holder = County.text(step, "holder");
            String what = County.text(step, "what");
            Instant at = Instant.parse(County.text(step, "at"));
            String node = County.text(step, "place");
            if (LEAVES.contains(what)) {
                departures++;
                Trip trip = trip(holder);
                not(at, earliest(trip, node, 0, trip::departs), barcode + " left " + node + " with " + holder);
            } else if (COMES.contains(what) && before.contains("/")) {
                arrivals++;
                Trip trip = trip(before);
                not(at, earliest(trip, node, 1, trip::arrives), barcode + " came to " + node + " with " + before);
            }
        }
    }

    private void not(Instant at, Instant before, String what) {
        if (!at.isBefore(before)) {
            return;
        }
        earlyCount++;
        if (early.size() < NAMED_MAX) {
            early.add(what + " at " + CountyTime.at(at) + ", before " + CountyTime.at(before));
        }
    }

    private Trip trip(String holder) {
        int slash = holder.lastIndexOf('/');
        Line line = slash < 0 ? null : lines.get(holder.substring(0, slash));
        if (line == null) {
            throw new IllegalStateException("no trip of the timetable: " + holder);
        }
        return new Trip(line, LocalDate.parse(holder.substring(slash + 1)));
    }

    /** A line may call at a node more than once. */
    private static Instant earliest(Trip trip, String node, int firstStop, IntFunction<Instant> time) {
        return IntStream.range(firstStop, trip.line().stops().size())
                .filter(stop -> trip.node(stop).equals(node))
                .mapToObj(time)
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException(trip.code() + " does not call at " + node));
    }
}
