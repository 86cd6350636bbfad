package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.Inserting.Offer;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Progress.Done;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/** What happens while a plan is driven. Each change is a new draft, in which what has begun is locked; it counts once it is published. */
@Singleton
class DayChanges {
    private static final String ACT = "logistics.plan-change";
    private static final int SERVICE = 240;

    private final Plans plans;
    private final PlanTable table;
    private final TourTable tours;
    private final Reckoning reckoning;
    private final Inserting inserting;
    private final Breakdown breakdown;
    private final NetworkMaps maps;
    private final Once once;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    DayChanges(
            Plans plans,
            PlanTable table,
            TourTable tours,
            Reckoning reckoning,
            Inserting inserting,
            Breakdown breakdown,
            NetworkMaps maps,
            Once once,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.table = table;
        this.tours = tours;
        this.reckoning = reckoning;
        this.inserting = inserting;
        this.breakdown = breakdown;
        this.maps = maps;
        this.once = once;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Goods that wait at a node for whoever can fetch them. @param van that fetches them; null for the cheapest */
    @Serdeable
    record Pickup(
            @NotBlank @Size(max = 32) String node,
            @Min(1) @Max(100_000_000) long grams,
            @Min(1) @Max(100_000) long pieces,
            @Min(1) @Max(1_000_000_000) long cm3,
            @NotNull StorageClass storage,
            @Nullable @Size(max = 32) String van) {
        Goods goods() {
            return Goods.of(grams, pieces, cm3, storage);
        }
    }

    /** @param node where it stands, or near which */
    @Serdeable
    record BrokenDown(
            @NotBlank @Size(max = 32) String van,
            @NotBlank @Size(max = 32) String node) {}

    /** @param trip such as {@code B12/2026-11-23} @param at when it is at the depot */
    @Serdeable
    record Late(
            @NotBlank @Size(max = 64) String trip, @NotNull Instant at) {}

    /** @param left stops that nobody can take @param offer how a pickup is taken along */
    @Serdeable
    record Changed(
            String plan,
            int version,
            List<String> orphans,
            List<String> left,
            @Nullable Offer offer) {}

    List<Offer> offers(Caller caller, String planId, Pickup pickup) {
        Plan plan = plans.find(caller, planId);
        Matrix roads = plans.roads(planId);
        return inserting.offers(
                plan.sheet(), roads, plan.tours(), stop(plan, pickup), null, progress(plan, roads), Set.of());
    }

    private Changed once(Caller caller, String planId, Object what, @Nullable String key, Supplier<Changed> effect) {
        return once.once(caller, ACT, key, new Once.Asked(planId, what.toString()), Changed.class, effect);
    }

    /** @throws ProblemException 409 {@code no-van-can} */
    Changed pickup(Caller caller, String planId, Pickup pickup, @Nullable String key) {
        return once(caller, planId, pickup, key, () -> pickup(caller, planId, pickup));
    }

    private Changed pickup(Caller caller, String planId, Pickup pickup) {
        Plan plan = plans.find(caller, planId);
        Matrix roads = plans.roads(planId);
        Progress progress = progress(plan, roads);
        Stop stop = stop(plan, pickup);
        Offer offer = inserting.offers(plan.sheet(), roads, plan.tours(), stop, null, progress, Set.of()).stream()
                .filter(each -> pickup.van() == null || each.van().equals(pickup.van()))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(409, "no-van-can", "没有车能接 · No vehicle can take it", null));
        var stops = new ArrayList<>(plan.sheet().stops());
        stops.add(stop);
        List<Tour> with = Moving.to(plan.tours(), stop.id(), offer.van(), offer.trip(), offer.position());
        return begun(
                caller,
                plan,
                plan.sheet().withStops(stops),
                with,
                progress,
                "pickup at " + pickup.node(),
                List.of(),
                List.of(),
                offer);
    }

    /** Its stops are planned anew on the others. */
    Changed breakdown(Caller caller, String planId, BrokenDown broken, @Nullable String key) {
        return once(caller, planId, broken, key, () -> breakdown(caller, planId, broken.van(), broken.node()));
    }

    private Changed breakdown(Caller caller, String planId, String van, String node) {
        Plan plan = plans.find(caller, planId);
        known(plan, node);
        Matrix roads = plans.roads(planId);
        Progress progress = progress(plan, roads);
        Set<String> gone = plan.tours().stream()
                .filter(tour -> tour.van().equals(van))
                .flatMap(Tour::stops)
                .collect(Collectors.toSet());
        Sheet sheet = plan.sheet()
                .withStops(plan.sheet().stops().stream()
                        .map(stop -> gone.contains(stop.id()) ? ratherLate(stop) : stop)
                        .toList());
        Breakdown.Replanned replanned = breakdown.of(sheet, roads, plan.tours(), van, node, progress);
        return begun(
                caller,
                plan,
                replanned.sheet(),
                replanned.tours(),
                progress,
                "breakdown of " + van,
                replanned.orphans(),
                replanned.left(),
                null);
    }

    /** Better after its promise than not at all, as long as the station is open. */
    private Stop ratherLate(Stop stop) {
        Opening opening = maps.current().openings().get(stop.node());
        int closes = opening == null ? stop.closes() : opening.closes().toSecondOfDay();
        return stop.with(stop.opens(), Math.max(stop.closes(), closes), stop.service());
    }

    /** A trip that brings goods to the depot comes then. @throws ProblemException 404 where nothing of the plan waits for it */
    Changed late(Caller caller, String planId, Late late, @Nullable String key) {
        return once(caller, planId, late, key, () -> late(caller, planId, late.trip(), late.at()));
    }

    private Changed late(Caller caller, String planId, String trip, Instant at) {
        Plan plan = plans.find(caller, planId);
        Opening opening = maps.current().openings().get(plan.depot());
        int ready = Demand.second(plan.day(), at) + (opening == null ? 0 : opening.handlingMinutes() * 60);
        if (ready < 0) {
            throw ProblemException.invalid("at", "time-invalid", "时间不能为负 · A time before that day");
        }
        if (plan.sheet().stops().stream().noneMatch(stop -> trip.equals(stop.releasedBy()))) {
            throw ProblemException.notFound();
        }
        Sheet sheet = plan.sheet()
                .withStops(plan.sheet().stops().stream()
                        .map(stop -> trip.equals(stop.releasedBy()) ? ratherLate(stop.released(ready)) : stop)
                        .toList());
        return begun(
                caller,
                plan,
                sheet,
                plan.tours(),
                progress(plan, plans.roads(planId)),
                trip + " late",
                List.of(),
                List.of(),
                null);
    }

    private Changed begun(
            Caller caller,
            Plan plan,
            Sheet sheet,
            List<Tour> now,
            Progress progress,
            String why,
            List<String> orphans,
            List<String> left,
            @Nullable Offer offer) {
        var locked = new HashSet<>(sheet.rules().locked());
        now.stream()
                .filter(tour -> !tour.trips().isEmpty()
                        && progress.gone(tour.van(), 0, tour.trips().getFirst()))
                .forEach(tour -> locked.add(tour.van()));
        Sheet facts = progress.in(sheet, now)
                .with(new Rules(sheet.rules().pins(), locked, sheet.rules().apart()));
        String basedOn = plan.state() == PlanTable.State.DRAFT ? plan.basedOn() : plan.id();
        var draft = new Plan(
                ids.next(), plan.county(), plan.depot(), plan.day(), 1, PlanTable.State.DRAFT, basedOn, facts, now);
        transactions.run(() -> {
            table.insert(
                    draft, table.things(plan.id()), table.roadBytes(plan.id()), caller.accountId(), clock.instant());
            trail.record(caller.accountId(), ACT, draft.id(), plan.id(), why);
        });
        return new Changed(draft.id(), 1, orphans, left, offer);
    }

    private Stop stop(Plan plan, Pickup pickup) {
        known(plan, pickup.node());
        Opening opening = maps.current().openings().get(pickup.node());
        return new Stop(
                pickup.node() + "+" + ids.next(),
                pickup.node(),
                Role.VISIT,
                null,
                Goods.NONE,
                pickup.goods(),
                Math.max(0, Demand.second(plan.day(), clock.instant())),
                Math.max(
                        Demand.second(plan.day(), clock.instant()),
                        opening == null ? 24 * 3600 : opening.closes().toSecondOfDay()),
                SERVICE,
                0,
                null,
                true,
                null,
                0);
    }

    private static void known(Plan plan, String node) {
        if (!plan.sheet().places().contains(node)) {
            throw ProblemException.invalid("node", "unknown-place", "没有这个地点 · No such place");
        }
    }

    /** What drivers told, and whatever was to have left by now. A plan that is not published has not begun. */
    Progress progress(Plan plan, Matrix roads) {
        if (plan.state() != PlanTable.State.PUBLISHED) {
            return Progress.none();
        }
        int now = Demand.second(plan.day(), clock.instant());
        Map<String, Done> done = new HashMap<>();
        for (TourTable.Stop stop : tours.stopsOfPlan(plan.id())) {
            if (stop.arrivedAt() != null) {
                done.put(
                        stop.stop(),
                        new Done(
                                Demand.second(plan.day(), stop.arrivedAt()),
                                stop.leftAt() == null ? null : Demand.second(plan.day(), stop.leftAt())));
            }
        }
        var left = new HashSet<String>();
        for (Reckoning.TourSeen tour :
                reckoning.of(plan.sheet(), roads, plan.tours()).tours()) {
            for (int trip = 0; trip < tour.trips().size(); trip++) {
                if (tour.trips().get(trip).leaves() <= now) {
                    left.add(tour.van() + "/" + trip);
                }
            }
        }
        return new Progress(Math.max(0, now), done, left);
    }
}
