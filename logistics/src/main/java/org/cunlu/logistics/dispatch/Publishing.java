package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.TourRuns;
import org.cunlu.logistics.dispatch.Manifests.Manifest;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.PlanTable.Things;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;
import org.cunlu.logistics.dispatch.Reckoning.TourSeen;
import org.cunlu.logistics.dispatch.TourTable.Driven;

/** Makes a plan the one that is driven, whole or not at all: manifests, what stations are told, and the end of the one before. */
@Singleton
class Publishing {
    private static final Moment RECKONED = Moment.named("publishing.reckoned");
    private static final Moment REPLACED = Moment.named("publishing.replaced");
    private static final Moment WRITTEN = Moment.named("publishing.written");
    private static final Moment COMMITTED = Moment.named("publishing.committed");
    private static final String ACT = "logistics.plan-publish";
    /** The key that lets a vehicle have one tour a day. */
    private static final String VAN_KEY = "log_tour_vehicle";

    private final Plans plans;
    private final PlanTable table;
    private final TourTable tours;
    private final Reckoning reckoning;
    private final TourRuns runs;
    private final Riding riding;
    private final TourNews news;
    private final Once once;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Publishing(
            Plans plans,
            PlanTable table,
            TourTable tours,
            Reckoning reckoning,
            TourRuns runs,
            Riding riding,
            TourNews news,
            Once once,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.table = table;
        this.tours = tours;
        this.reckoning = reckoning;
        this.runs = runs;
        this.riding = riding;
        this.news = news;
        this.once = once;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param version of the draft that was seen @param drivers accounts by van; who drove in the plan before goes on */
    @Serdeable
    record Publication(
            @Min(1) @Max(Integer.MAX_VALUE) int version,
            @Nullable @Size(max = 500) Map<String, String> drivers) {}

    /** A trip of a vehicle's day. @param trip as a run is named: {@code TOUR.…/2026-11-23} */
    @Serdeable
    record Run(String van, String trip) {}

    /**
     * @param moved rides that parcels take with tours now
     * @param kept barcodes of what keeps its departure, as with the tour it would miss what comes behind it
     */
    @Serdeable
    record Published(String plan, int version, List<Run> runs, int moved, List<String> kept) {}

    /**
     * @param key of the request; null for none
     * @throws ProblemException 409 {@code plan-changed}, {@code plan-published}; {@code plan-stale} where another was published since it
     *     was begun; {@code plan-broken} with the fact {@code broken}; and what {@link TourRuns#man} says
     */
    Published publish(Caller caller, String planId, Publication publication, @Nullable String key) {
        var asked = new Once.Asked(planId, publication.toString());
        Optional<Published> known = once.remembered(caller, ACT, key, asked, Published.class);
        if (known.isPresent()) {
            return known.get();
        }
        Plan plan = plans.draft(caller, planId, publication.version());
        Reckoned reckoned = reckoning.of(plan.sheet(), plans.roads(planId), plan.tours());
        publishable(plan, reckoned);
        Things things = table.things(planId);
        Map<String, String> drivers = publication.drivers() == null ? Map.of() : publication.drivers();
        RECKONED.reached();
        try {
            Published published = once.once(
                    caller, ACT, key, asked, Published.class, () -> publish(caller, plan, reckoned, things, drivers));
            COMMITTED.reached();
            return published;
        } catch (RuntimeException e) {
            SqlFailure failure = SqlFailure.in(e).filter(SqlFailure::duplicate).orElse(null);
            if (failure == null) {
                throw e;
            }
            throw String.valueOf(failure.getMessage()).contains(VAN_KEY) ? vanTaken() : stale();
        }
    }

    private static void publishable(Plan plan, Reckoned reckoned) {
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
    }

    private Published publish(Caller caller, Plan plan, Reckoned reckoned, Things things, Map<String, String> drivers) {
        String live = table.live(plan.depot(), plan.day()).orElse(null);
        if (!Objects.equals(live, plan.basedOn())) {
            throw stale();
        }
        Map<String, TourTable.Stop> before = Map.of();
        List<TourTable.Trip> tripsBefore = List.of();
        if (live != null) {
            // Whoever comes second finds it replaced.
            if (!table.replaced(live)) {
                throw stale();
            }
            before = tours.stopsOfPlan(live).stream()
                    .collect(Collectors.toMap(TourTable.Stop::stop, Function.identity(), (one, other) -> one));
            tripsBefore = tours.tripsOfPlan(live);
            tours.retire(live);
        }
        if (!table.publish(plan.id(), plan.version(), caller.accountId(), clock.instant())) {
            throw Plans.changed(table.find(plan.id()).orElseThrow().version());
        }
        REPLACED.reached();
        var manifests = new Manifests(plan, things, before);
        var trips = new ArrayList<TourTable.Trip>();
        var stops = new ArrayList<TourTable.Stop>();
        var wishes = new ArrayList<Manifests.Wish>();
        for (TourSeen tour : reckoned.tours()) {
            Manifest manifest = insert(plan, tour, manifests, tripsBefore);
            trips.addAll(manifest.trips());
            stops.addAll(manifest.stops());
            wishes.addAll(manifest.wishes());
        }
        runs.free(Manifests.gone(tripsBefore, trips), plan.day());
        runs.man(caller, manned(trips, drivers));
        Riding.Rides rides = riding.ride(
                plan.day(), tripsBefore.stream().map(TourTable.Trip::line).toList(), wishes);
        news.tell(plan.day(), before.values(), stops);
        trail.record(
                caller.accountId(),
                ACT,
                plan.id(),
                live,
                plan.depot() + " " + plan.day() + ", " + reckoned.tours().size() + " tours");
        WRITTEN.reached();
        return new Published(
                plan.id(),
                table.find(plan.id()).orElseThrow().version(),
                trips.stream()
                        .map(trip -> new Run(trip.van(), trip.line() + "/" + trip.day()))
                        .toList(),
                rides.moved(),
                rides.kept());
    }

    private Manifest insert(Plan plan, TourSeen tour, Manifests manifests, List<TourTable.Trip> tripsBefore) {
        String id = ids.next();
        String base = tripsBefore.stream()
                .filter(trip -> trip.van().equals(tour.van()))
                .findFirst()
                .map(trip -> RunLines.base(trip.line()))
                .orElse(id);
        Manifest manifest = manifests.of(id, base, tour);
        tours.insert(
                new Driven(
                        id,
                        plan.id(),
                        plan.depot(),
                        plan.day(),
                        tour.van(),
                        true,
                        Math.round(tour.metres()),
                        Math.round(tour.seconds()),
                        tour.fill(),
                        Demand.instant(plan.day(), tour.trips().getFirst().leaves()),
                        Demand.instant(plan.day(), tour.trips().getLast().back())),
                plan.county(),
                manifest.trips(),
                manifest.stops());
        return manifest;
    }

    private static List<TourRuns.Manned> manned(List<TourTable.Trip> trips, Map<String, String> drivers) {
        Map<String, String> first = trips.stream()
                .collect(Collectors.toMap(TourTable.Trip::van, TourTable.Trip::line, (one, other) -> one));
        return trips.stream()
                .map(trip -> new TourRuns.Manned(
                        trip.line(), trip.day(), drivers.get(trip.van()), trip.van(), first.get(trip.van())))
                .toList();
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
}
