package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;

/** Begins drafts and shows plans. What is asked twice with one key is done once. */
@Singleton
class PlanDesk {
    private final Plans plans;
    private final PlanTable table;
    private final Demand demand;
    private final Reckoning reckoning;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    PlanDesk(
            Plans plans,
            PlanTable table,
            Demand demand,
            Reckoning reckoning,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.plans = plans;
        this.table = table;
        this.demand = demand;
        this.reckoning = reckoning;
        this.idempotency = idempotency;
        this.transactions = transactions;
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
        var known = key == null
                ? Optional.<Begun>empty()
                : idempotency.remembered(caller.accountId(), "logistics.plan", key, same, Begun.class);
        if (known.isPresent()) {
            return known.get();
        }
        Demand.Gathered gathered = demand.of(node, day);
        byte[] roads = gathered.roads().bytes();
        return once(caller, "logistics.plan", key, same, Begun.class, () -> {
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

    /** In one transaction; without a key it is done each time it is asked. */
    <R> R once(
            Caller caller,
            String operation,
            @Nullable String key,
            Object request,
            Class<R> answer,
            Supplier<R> effect) {
        return key == null
                ? transactions.run(effect)
                : idempotency.once(caller.accountId(), operation, key, request, answer, effect);
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
