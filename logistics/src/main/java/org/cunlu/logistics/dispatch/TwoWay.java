package org.cunlu.logistics.dispatch;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Stop;

/** What a plan saves because it brings and fetches in one trip: the same goods are planned once more, each way by itself. */
@Singleton
class TwoWay {
    /** The same effort for any plan; enough for a depot's day. */
    private static final long ITERATIONS = 2_000;

    private final Plans plans;
    private final Replanning replanning;
    private final Reckoning reckoning;

    TwoWay(Plans plans, Replanning replanning, Reckoning reckoning) {
        this.plans = plans;
        this.replanning = replanning;
        this.reckoning = reckoning;
    }

    /** @param km of the plan @param apartKm of tours that only bring, and of tours that only fetch, together */
    @Serdeable
    record Saving(double km, double apartKm) {}

    Saving of(Caller caller, String planId) {
        Plan plan = plans.find(caller, planId);
        Matrix roads = plans.roads(planId);
        var served = new HashSet<String>();
        plan.tours().forEach(tour -> tour.stops().forEach(served::add));
        var brings = new ArrayList<Stop>();
        var fetches = new ArrayList<Stop>();
        for (Stop stop : plan.sheet().stops()) {
            if (!served.contains(stop.id())) {
                continue;
            }
            if (stop.role() != Role.VISIT) {
                // What goes from stop to stop is fetched as well.
                fetches.add(stop);
                continue;
            }
            if (!stop.delivers().none()) {
                brings.add(stop.only(stop.delivers(), Goods.NONE));
            }
            if (!stop.collects().none() || stop.delivers().none()) {
                fetches.add(stop.only(Goods.NONE, stop.collects()));
            }
        }
        double km = reckoning.of(plan.sheet(), roads, plan.tours()).metres() / 1_000;
        return new Saving(km, (metres(plan.sheet(), roads, brings) + metres(plan.sheet(), roads, fetches)) / 1_000);
    }

    private double metres(Sheet sheet, Matrix roads, List<Stop> stops) {
        if (stops.isEmpty() || sheet.vans().isEmpty()) {
            return 0;
        }
        Sheet part = sheet.withStops(stops).with(Rules.NONE);
        return reckoning
                .of(part, roads, replanning.plan(part, roads, List.of(), 1, 1, done -> done >= ITERATIONS))
                .metres();
    }
}
