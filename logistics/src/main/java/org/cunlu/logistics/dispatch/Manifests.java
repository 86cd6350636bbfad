package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.PlanTable.Things;
import org.cunlu.logistics.dispatch.Reckoning.StopSeen;
import org.cunlu.logistics.dispatch.Reckoning.TourSeen;
import org.cunlu.logistics.dispatch.Reckoning.TripSeen;
import org.cunlu.logistics.dispatch.TourTable.Stop;
import org.cunlu.logistics.dispatch.TourTable.Trip;

/** What a published tour comes to: its trips, each a run, their stops, and what is to ride from which stop to which. */
final class Manifests {
    private static final int LONGEST = 10 * 24 * 3600;

    private final Plan plan;
    private final Things things;
    private final Map<String, Stop> before;

    /** @param before stops of the plan that it changes, by id */
    Manifests(Plan plan, Things things, Map<String, Stop> before) {
        this.plan = plan;
        this.things = things;
        this.before = before;
    }

    /** What is to ride with a run. @param board stop of the run, 0 the depot @param alight a later one */
    record Wish(String barcode, String line, int board, int alight) {}

    /** A vehicle's day. */
    record Manifest(List<Trip> trips, List<Stop> stops, List<Wish> wishes) {}

    /** @param base tour that the vehicle set out with: a driver under way goes on with the run that he has */
    Manifest of(String id, String base, TourSeen tour) {
        var trips = new ArrayList<Trip>();
        var stops = new ArrayList<Stop>();
        var wishes = new ArrayList<Wish>();
        for (int trip = 0; trip < tour.trips().size(); trip++) {
            TripSeen seen = tour.trips().get(trip);
            String line = RunLines.code(base, trip);
            trips.add(new Trip(id, trip, tour.van(), line, plan.day(), at(seen.leaves()), at(seen.back())));
            var runSeqs = new HashMap<String, Integer>();
            int runSeq = 0;
            String node = plan.depot();
            for (StopSeen stop : seen.stops()) {
                // What is fetched by the way is a stop of its own: the vehicle may have left its node already.
                runSeq +=
                        runSeq == 0 || !stop.node().equals(node) || stop.stop().contains("+") ? 1 : 0;
                node = stop.node();
                runSeqs.put(stop.stop(), runSeq);
                stops.add(stop(id, stops.size(), trip, runSeq, stop));
            }
            for (StopSeen stop : seen.stops()) {
                wishes.addAll(wishes(plan.sheet().stop(stop.stop()), line, runSeqs, runSeq + 1));
            }
        }
        return new Manifest(trips, stops, wishes);
    }

    private List<Wish> wishes(Sheet.Stop stop, String line, Map<String, Integer> runSeqs, int last) {
        var wishes = new ArrayList<Wish>();
        int here = runSeqs.get(stop.id());
        if (stop.role() == Role.VISIT) {
            things.given()
                    .getOrDefault(stop.id(), List.of())
                    .forEach(each -> wishes.add(new Wish(each, line, 0, here)));
            things.taken()
                    .getOrDefault(Breakdown.origin(stop.id()), List.of())
                    .forEach(each -> wishes.add(new Wish(each, line, here, last)));
        } else if (stop.role() == Role.PICKUP && runSeqs.containsKey(stop.partner())) {
            int there = runSeqs.get(stop.partner());
            things.taken()
                    .getOrDefault(stop.id(), List.of())
                    .forEach(each -> wishes.add(new Wish(each, line, here, there)));
        }
        return wishes;
    }

    private Instant at(double second) {
        return Demand.instant(plan.day(), second);
    }

    private Stop stop(String tour, int seq, int trip, int runSeq, StopSeen seen) {
        Sheet.Stop what = plan.sheet().stop(seen.stop());
        @Nullable Stop old = before.get(seen.stop());
        return new Stop(
                tour,
                seq,
                trip,
                runSeq,
                seen.stop(),
                seen.node(),
                at(seen.begins()),
                at(seen.leaves()),
                // In a plan that changes another, what is done has no end any more.
                old == null ? at(Math.min(what.closes(), LONGEST)) : old.closesAt(),
                (int) what.delivers().pieces(),
                (int) what.collects().pieces(),
                what.delivers().grams() + what.collects().grams(),
                what.cashFen(),
                old == null ? null : old.arrivedAt(),
                old == null ? null : old.leftAt());
    }

    /** @return codes of runs that are not among these any more */
    static Set<String> gone(List<Trip> before, List<Trip> now) {
        var gone = new HashSet<String>();
        before.forEach(trip -> gone.add(trip.line()));
        now.forEach(trip -> gone.remove(trip.line()));
        return gone;
    }
}
