package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.PlanTable.Things;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;
import org.cunlu.logistics.dispatch.Reckoning.StopSeen;
import org.cunlu.logistics.dispatch.Reckoning.TourSeen;
import org.cunlu.logistics.dispatch.TourTable.Driven;

/** Makes a plan the one that is driven, whole or not at all: manifests, what stations are told, and the end of the one before. */
@Singleton
class Publishing {
    private static final String ACT = "logistics.plan-publish";
    /** The key that lets a vehicle have one tour a day. */
    private static final String VAN_KEY = "log_tour_vehicle";

    private final Plans plans;
    private final PlanTable table;
    private final TourTable tours;
    private final Reckoning reckoning;
    private final TourNews news;
    private final Grants grants;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Publishing(
            Plans plans,
            PlanTable table,
            TourTable tours,
            Reckoning reckoning,
            TourNews news,
            Grants grants,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.table = table;
        this.tours = tours;
        this.reckoning = reckoning;
        this.news = news;
        this.grants = grants;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param version of the draft that was seen @param drivers accounts by van
     * @throws ProblemException 409 {@code plan-changed}, {@code plan-published}; {@code plan-stale} where another was published since it
     *     was begun; {@code plan-broken} with the fact {@code broken}; 400 {@code not-a-driver}
     */
    Plan publish(Caller caller, String planId, int version, Map<String, String> drivers) {
        Plan plan = plans.draft(caller, planId, version);
        Reckoned reckoned = reckoning.of(plan.sheet(), plans.roads(planId), plan.tours());
        if (!reckoned.holds()) {
            throw ProblemException.of(409, "plan-broken", "方案不成立，不能发布 · The plan does not hold", "请先改好 · Mend it first")
                    .fact(
                            "broken",
                            reckoned.broken().stream()
                                    .map(Reckoning.Broken::what)
                                    .distinct()
                                    .toList());
        }
        if (reckoned.tours().isEmpty() && plan.basedOn() == null) {
            throw ProblemException.of(
                    409,
                    "plan-empty",
                    "方案里没有线路 · The plan has no tours",
                    "请先排线 · Have it searched for, or move stops into it");
        }
        drivers.values().forEach(account -> mayDrive(account, plan.depot()));
        Things things = table.things(planId);
        try {
            return transactions.run(() -> publish(caller, plan, reckoned, things, drivers));
        } catch (RuntimeException e) {
            SqlFailure failure = SqlFailure.in(e).filter(SqlFailure::duplicate).orElse(null);
            if (failure == null) {
                throw e;
            }
            throw String.valueOf(failure.getMessage()).contains(VAN_KEY) ? vanTaken() : stale();
        }
    }

    private void mayDrive(String account, String depot) {
        if (!workplaces.covers(new Caller(account, grants.of(account)), depot, List.of(Role.DRIVER))) {
            throw ProblemException.invalid("drivers", "not-a-driver", "不是本站点的司机 · Not a driver of this depot")
                    .fact("account", account);
        }
    }

    private Plan publish(Caller caller, Plan plan, Reckoned reckoned, Things things, Map<String, String> drivers) {
        String live = table.live(plan.depot(), plan.day()).orElse(null);
        if (!Objects.equals(live, plan.basedOn())) {
            throw stale();
        }
        Map<String, TourTable.Stop> before = Map.of();
        Map<String, String> drove = Map.of();
        if (live != null) {
            // Whoever comes second finds it replaced.
            if (!table.replaced(live)) {
                throw stale();
            }
            before = tours.stopsOfPlan(live).stream()
                    .collect(Collectors.toMap(TourTable.Stop::stop, Function.identity(), (one, other) -> one));
            drove = tours.ofPlan(live).stream()
                    .filter(tour -> tour.driver() != null)
                    .collect(Collectors.toMap(Driven::van, Driven::driver));
            tours.retire(live);
        }
        Instant now = clock.instant();
        if (!table.publish(plan.id(), plan.version(), caller.accountId(), now)) {
            throw Plans.changed(table.find(plan.id()).orElseThrow().version());
        }
        var stops = new ArrayList<TourTable.Stop>();
        for (TourSeen tour : reckoned.tours()) {
            stops.addAll(insert(plan, tour, things, drivers.getOrDefault(tour.van(), drove.get(tour.van())), before));
        }
        news.tell(plan.day(), before.values(), stops);
        trail.record(
                caller.accountId(),
                ACT,
                plan.id(),
                live,
                plan.depot() + " " + plan.day() + ", " + reckoned.tours().size() + " tours");
        return table.find(plan.id()).orElseThrow();
    }

    private static ProblemException vanTaken() {
        return ProblemException.of(
                409,
                "van-taken",
                "有车当天已为别的站点出车 · A vehicle is out for another depot that day",
                "请换车，或先改那边的方案 · Take another, or change the other plan first");
    }

    private static ProblemException stale() {
        return ProblemException.of(
                409,
                "plan-stale",
                "当天已发布别的方案 · Another plan was published meanwhile",
                "请在它的基础上改 · Begin a change of that one");
    }

    private List<TourTable.Stop> insert(
            Plan plan, TourSeen tour, Things things, @Nullable String driver, Map<String, TourTable.Stop> before) {
        String id = ids.next();
        var stops = new ArrayList<TourTable.Stop>();
        var goods = new ArrayList<TourTable.Thing>();
        for (int trip = 0; trip < tour.trips().size(); trip++) {
            for (StopSeen seen : tour.trips().get(trip).stops()) {
                int seq = stops.size();
                stops.add(stop(plan, id, seq, trip, seen, before.get(seen.stop())));
                String origin = origin(seen.stop());
                things.given().getOrDefault(origin, List.of()).stream()
                        .filter(barcode ->
                                !seen.stop().endsWith("~up") && !seen.stop().endsWith("~back"))
                        .forEach(barcode -> goods.add(new TourTable.Thing(seq, barcode, "GIVEN")));
                things.taken().getOrDefault(origin, List.of()).stream()
                        .filter(barcode -> !seen.stop().endsWith("~down"))
                        .forEach(barcode -> goods.add(new TourTable.Thing(seq, barcode, "TAKEN")));
            }
        }
        tours.insert(
                new Driven(
                        id,
                        plan.id(),
                        plan.depot(),
                        plan.day(),
                        tour.van(),
                        driver,
                        true,
                        Math.round(tour.metres()),
                        Math.round(tour.seconds()),
                        tour.fill(),
                        Demand.instant(plan.day(), tour.trips().getFirst().leaves()),
                        Demand.instant(plan.day(), tour.trips().getLast().back())),
                plan.county(),
                stops,
                goods);
        return stops;
    }

    /** @return the stop as demand knows it, of which a breakdown may have made halves */
    private static String origin(String stop) {
        return stop.contains(">") ? stop : stop.replaceAll("~(up|down|back)$", "");
    }

    private static TourTable.Stop stop(
            Plan plan, String tour, int seq, int trip, StopSeen seen, @Nullable TourTable.Stop before) {
        Sheet.Stop what = plan.sheet().stop(seen.stop());
        return new TourTable.Stop(
                tour,
                seq,
                trip,
                seen.stop(),
                seen.node(),
                Demand.instant(plan.day(), seen.begins()),
                Demand.instant(plan.day(), seen.leaves()),
                before == null
                        ? Demand.instant(plan.day(), Math.min(what.closes(), 10 * 24 * 3600))
                        : before.closesAt(),
                (int) what.delivers().pieces(),
                (int) what.collects().pieces(),
                what.delivers().grams() + what.collects().grams(),
                what.cashFen(),
                before == null ? null : before.arrivedAt(),
                before == null ? null : before.leftAt());
    }
}
