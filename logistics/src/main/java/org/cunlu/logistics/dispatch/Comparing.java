package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Reckoning.StopSeen;
import org.cunlu.logistics.dispatch.Reckoning.TourSeen;
import org.cunlu.logistics.dispatch.Reckoning.TripSeen;
import org.cunlu.logistics.dispatch.TourTable.Driven;
import org.cunlu.logistics.dispatch.TourTable.Scanned;
import org.cunlu.logistics.dispatch.TourTable.Stop;

/** What was planned beside what was driven; from it stations' service times are learnt. */
@Singleton
class Comparing {
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Plans plans;
    private final TourTable tours;
    private final TermsTable terms;
    private final Reckoning reckoning;
    private final Transactions transactions;
    private final Trail trail;

    Comparing(
            Plans plans,
            TourTable tours,
            TermsTable terms,
            Reckoning reckoning,
            Transactions transactions,
            Trail trail) {
        this.plans = plans;
        this.tours = tours;
        this.terms = terms;
        this.reckoning = reckoning;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * A van's day. Kilometres driven are those of the ways between the stops in the order in which they were reached.
     * @param onTime stops that were reached before they closed
     * @param emptyShare part of the planned kilometres without anything aboard
     * @param drivenMinutes from the first stop reached to the last left, null before the second
     */
    @Serdeable
    record Row(
            String van,
            int stops,
            int served,
            int onTime,
            double plannedKm,
            double drivenKm,
            double plannedMinutes,
            @Nullable Double drivenMinutes,
            double fill,
            double emptyShare) {}

    @Serdeable
    record Comparison(String plan, List<Row> tours, Row all) {}

    Comparison of(Caller caller, String planId) {
        Plan plan = published(caller, planId);
        return compare(plan, stops(plan));
    }

    private Plan published(Caller caller, String planId) {
        Plan plan = plans.find(caller, planId);
        if (plan.state() == PlanTable.State.DRAFT) {
            throw ProblemException.of(409, "plan-not-published", "方案还没发布 · It is not published yet", null);
        }
        return plan;
    }

    /** The day is over: service times are learnt. Doing it again learns nothing twice. */
    Comparison close(Caller caller, String planId) {
        Plan plan = published(caller, planId);
        List<Stop> stops = stops(plan);
        transactions.run(() -> {
            // What a vehicle does at one node without moving on is one visit.
            stops.stream()
                    .filter(stop -> stop.arrivedAt() != null)
                    .collect(Collectors.groupingBy(stop -> stop.tour() + "/" + stop.trip() + "/" + stop.runSeq()))
                    .values()
                    .forEach(visit -> learn(plan, visit));
            trail.record(caller.accountId(), "logistics.plan-close", planId, null, stops.size() + " stops");
        });
        return compare(plan, stops);
    }

    private void learn(Plan plan, List<Stop> visit) {
        Stop stop = visit.getFirst();
        Instant left = visit.stream()
                .map(Stop::leftAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (left == null) {
            return;
        }
        Duration took = Duration.between(stop.arrivedAt(), left);
        boolean credible = took.isPositive() && took.compareTo(LONGEST) < 0;
        if (credible && tours.learn(stop.tour(), stop.seq())) {
            terms.known(stop.node(), plan.county());
            terms.learn(
                    stop.node(),
                    visit.stream()
                            .mapToLong(each -> each.delivers() + (long) each.collects())
                            .sum(),
                    took.toSeconds());
        }
    }

    /** What drivers told goes before scans: who scans first may have waited. */
    List<Stop> stops(Plan plan) {
        Instant from = CountyTime.instant(plan.day(), LocalTime.MIDNIGHT);
        Map<String, Scanned> scanned = tours.scanned(plan.id(), from, from.plus(Duration.ofDays(2))).stream()
                .collect(Collectors.toMap(each -> each.tour() + each.seq(), Function.identity()));
        return tours.stopsOfPlan(plan.id()).stream()
                .map(stop -> {
                    Scanned seen = scanned.get(stop.tour() + stop.seq());
                    return stop.arrivedAt() != null || seen == null ? stop : stop.with(seen.first(), seen.last());
                })
                .toList();
    }

    private Comparison compare(Plan plan, List<Stop> stops) {
        Matrix roads = plans.roads(plan.id());
        var places = new HashMap<String, Integer>();
        plan.sheet().places().forEach(place -> places.put(place, places.size()));
        Map<String, TourSeen> planned = reckoning.of(plan.sheet(), roads, plan.tours()).tours().stream()
                .collect(Collectors.toMap(TourSeen::van, Function.identity()));
        var rows = new ArrayList<Row>();
        for (Driven tour : tours.ofPlan(plan.id())) {
            List<Stop> own = stops.stream()
                    .filter(stop -> stop.tour().equals(tour.tour()))
                    .toList();
            List<Stop> served = own.stream()
                    .filter(stop -> stop.arrivedAt() != null)
                    .sorted(Comparator.comparing(Stop::arrivedAt).thenComparing(Stop::seq))
                    .toList();
            rows.add(new Row(
                    tour.van(),
                    own.size(),
                    served.size(),
                    (int) served.stream()
                            .filter(stop -> !stop.arrivedAt().isAfter(stop.closesAt()))
                            .count(),
                    tour.metres() / 1_000.0,
                    driven(served, roads, places) / 1_000,
                    tour.seconds() / 60.0,
                    minutes(served),
                    tour.fill(),
                    empty(planned.get(tour.van()), roads, places)));
        }
        return new Comparison(plan.id(), rows, sum(rows));
    }

    private static double driven(List<Stop> served, Matrix roads, Map<String, Integer> places) {
        if (served.isEmpty()) {
            return 0;
        }
        double metres = 0;
        int at = 0;
        int trip = served.getFirst().trip();
        for (Stop stop : served) {
            if (stop.trip() != trip) {
                metres += roads.metres(at, 0);
                at = 0;
                trip = stop.trip();
            }
            int to = places.get(stop.node());
            metres += roads.metres(at, to);
            at = to;
        }
        return metres + roads.metres(at, 0);
    }

    @Nullable
    private static Double minutes(List<Stop> served) {
        List<Instant> times = served.stream()
                .flatMap(stop -> Stream.of(stop.arrivedAt(), stop.leftAt()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return times.size() < 2
                ? null
                : Duration.between(times.getFirst(), times.getLast()).toSeconds() / 60.0;
    }

    /** @return part of the way on which nothing is aboard */
    private static double empty(@Nullable TourSeen tour, Matrix roads, Map<String, Integer> places) {
        double all = 0;
        double empty = 0;
        for (TripSeen trip : tour == null ? List.<TripSeen>of() : tour.trips()) {
            int at = 0;
            Goods aboard = trip.load();
            for (StopSeen stop : trip.stops()) {
                double metres = roads.metres(at, places.get(stop.node()));
                all += metres;
                empty += aboard.none() ? metres : 0;
                aboard = stop.load();
                at = places.get(stop.node());
            }
            double home = roads.metres(at, 0);
            all += home;
            empty += aboard.none() ? home : 0;
        }
        return all == 0 ? 0 : empty / all;
    }

    private static Row sum(List<Row> rows) {
        double km = rows.stream().mapToDouble(Row::plannedKm).sum();
        return new Row(
                "",
                rows.stream().mapToInt(Row::stops).sum(),
                rows.stream().mapToInt(Row::served).sum(),
                rows.stream().mapToInt(Row::onTime).sum(),
                km,
                rows.stream().mapToDouble(Row::drivenKm).sum(),
                rows.stream().mapToDouble(Row::plannedMinutes).sum(),
                rows.stream()
                        .map(Row::drivenMinutes)
                        .filter(Objects::nonNull)
                        .reduce(Double::sum)
                        .orElse(null),
                rows.stream().mapToDouble(Row::fill).average().orElse(0),
                km == 0
                        ? 0
                        : rows.stream()
                                        .mapToDouble(row -> row.emptyShare() * row.plannedKm())
                                        .sum()
                                / km);
    }
}
