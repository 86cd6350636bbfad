package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;

/** Begins drafts and shows plans. */
@Singleton
class PlanDesk {
    private final Plans plans;
    private final PlanTable table;
    private final Demand demand;
    private final Reckoning reckoning;
    private final Once once;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    PlanDesk(
            Plans plans,
            PlanTable table,
            Demand demand,
            Reckoning reckoning,
            Once once,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.table = table;
        this.demand = demand;
        this.reckoning = reckoning;
        this.once = once;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** A plan with what it comes to. */
    @Serdeable
    record Seen(
            String plan,
            int version,
            PlanTable.State state,
            @Nullable String basedOn,
            Sheet sheet,
            Reckoned comes) {}

    /** A plan in few words. */
    @Serdeable
    record Begun(String plan, int version, int stops, int vans, List<String> notToday) {}

    @Serdeable
    record Same(String what) {}

    /** Gathers what the depot has to do that day. The draft changes the plan that is published then, if one is. */
    Begun begin(Caller caller, String depot, LocalDate day, @Nullable String key) {
        Node node = plans.own(caller, depot, Plans.ACT);
        var same = new Same(depot + " " + day);
        Optional<Begun> known = once.remembered(caller, "logistics.plan", key, same, Begun.class);
        if (known.isPresent()) {
            return known.get();
        }
        Demand.Gathered gathered = demand.of(node, day);
        byte[] roads = gathered.roads().bytes();
        return once.once(caller, "logistics.plan", key, same, Begun.class, () -> {
            String live = table.live(depot, day).orElse(null);
            var plan = new Plan(
                    ids.next(),
                    node.countyCode(),
                    depot,
                    day,
                    1,
                    PlanTable.State.DRAFT,
                    live,
                    gathered.sheet(),
                    List.of());
            table.insert(plan, gathered.things(), roads, caller.accountId(), clock.instant());
            trail.record(caller.accountId(), Plans.ACT, plan.id(), null, depot + " " + day);
            return new Begun(
                    plan.id(),
                    1,
                    gathered.sheet().stops().size(),
                    gathered.sheet().vans().size(),
                    gathered.sheet().notToday());
        });
    }

    Seen see(Caller caller, String planId) {
        Plan plan = plans.find(caller, planId);
        return new Seen(
                plan.id(),
                plan.version(),
                plan.state(),
                plan.basedOn(),
                plan.sheet(),
                reckoning.of(plan.sheet(), plans.roads(planId), plan.tours()));
    }

    List<PlanTable.Short> list(Caller caller, String depot, LocalDate day) {
        plans.own(caller, depot, Plans.ACT);
        return table.list(depot, day);
    }
}
