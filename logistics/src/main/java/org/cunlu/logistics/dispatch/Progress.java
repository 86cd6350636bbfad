package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/**
 * How far the tours of a day are. Seconds after midnight.
 * @param done stops at which a vehicle has been, by id
 * @param left vans' trips that have left the depot, as {@code van/trip}
 */
record Progress(int now, Map<String, Done> done, Set<String> left) {
    private static final int NEVER_TOO_LATE = 10 * 24 * 3600;

    Progress {
        done = Map.copyOf(done);
        left = Set.copyOf(left);
    }

    /** @param left null while it is still there */
    record Done(int arrived, @Nullable Integer left) {}

    static Progress none() {
        return new Progress(Integer.MIN_VALUE, Map.of(), Set.of());
    }

    /** @return how many stops of a trip lie behind it */
    int behind(List<String> trip) {
        int behind = 0;
        for (int i = 0; i < trip.size(); i++) {
            behind = done.containsKey(trip.get(i)) ? i + 1 : behind;
        }
        return behind;
    }

    /** @return whether a trip has been loaded: what gets on it at the depot is settled */
    boolean gone(String van, int trip, List<String> stops) {
        return left.contains(van + "/" + trip) || behind(stops) > 0;
    }

    /**
     * @return the sheet with what has been: stops that are done at the time at which they were, nothing before now. So whatever
     *     is reckoned with it begins with the facts.
     */
    Sheet in(Sheet sheet, List<Tour> tours) {
        if (now == Integer.MIN_VALUE) {
            return sheet;
        }
        var last = new HashSet<String>();
        var begun = new HashSet<String>();
        for (Tour tour : tours) {
            tour.stops().filter(done::containsKey).reduce((one, other) -> other).ifPresent(stop -> {
                last.add(stop);
                begun.add(tour.van());
            });
            if (left.contains(tour.van() + "/0")) {
                begun.add(tour.van());
            }
        }
        return sheet.withStops(sheet.stops().stream()
                        .map(stop -> done.containsKey(stop.id()) ? fact(stop, last.contains(stop.id())) : stop)
                        .toList())
                .withVans(sheet.vans().stream()
                        .map(van -> begun.contains(van.code()) || van.leaves() >= now ? van : van.from(now))
                        .toList());
    }

    private Stop fact(Stop stop, boolean last) {
        Done been = done.get(stop.id());
        int until = been.left() == null ? been.arrived() : been.left();
        int leaves = last ? Math.max(until, now) : until;
        return stop.with(been.arrived(), NEVER_TOO_LATE, Math.max(0, leaves - been.arrived()));
    }
}
