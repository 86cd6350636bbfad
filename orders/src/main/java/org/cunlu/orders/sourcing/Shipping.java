package org.cunlu.orders.sourcing;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.Sources.Ways;
import org.cunlu.orders.Wish;

/** What nodes hold and can send, each question asked once. */
final class Shipping {
    private static final Shelf NOTHING = new Shelf(0, null);
    /** Ten years: what does not spoil is as good as that. */
    private static final long GOOD_DAYS_MAX = 3_650;
    /** What would be spoilt on arrival is worse than anything that keeps. */
    private static final long SPOILT_DAYS = 10 * GOOD_DAYS_MAX;

    private final Map<SkuAtNode, Shelf> shelves;
    private final Ways ways;
    private final Cost cost;
    private final LocalDate today;
    private final Map<Asked, Promise> answers = new HashMap<>();
    private Promise.Reason refusal = Promise.Reason.NO_CONNECTION;

    private record Asked(String node, Load load) {}

    /** What carriage of a load over legs costs, in 10⁻⁹ fen. */
    @FunctionalInterface
    interface Cost {
        long nanoFen(List<Leg> legs, Load load);
    }

    Shipping(Map<SkuAtNode, Shelf> shelves, Ways ways, Cost cost, LocalDate today) {
        this.shelves = shelves;
        this.ways = ways;
        this.cost = cost;
        this.today = today;
    }

    int asked() {
        return answers.size();
    }

    /** @return the latest reason for which there was no promise */
    Promise.Reason refusal() {
        return refusal;
    }

    /** @return pieces of the offer that the node can give, 0 or more */
    long pieces(String node, Wish wish) {
        return wish.offer().sourceNodes().contains(node)
                ? Math.max(0, shelf(node, wish).available())
                : 0;
    }

    /** @return the plan with these wishes added; empty when a node holds too little for it or there is no way */
    Optional<Plan> add(Plan plan, Map<String, Wish> more) {
        SortedMap<String, Plan.Part> changed = new TreeMap<>();
        for (var each : more.entrySet()) {
            Plan.Part before = plan.parts().get(each.getKey());
            Plan.Part part = part(each.getKey(), joined(before, each.getValue()));
            if (part == null) {
                return Optional.empty();
            }
            changed.put(each.getKey(), part);
        }
        return Optional.of(plan.with(changed));
    }

    /** @return one node for all of it; empty when it holds too little or there is no way */
    Optional<Plan> single(String node, List<Wish> wishes) {
        Plan.Part part = part(node, wishes);
        return part == null ? Optional.empty() : Optional.of(Plan.EMPTY.with(new TreeMap<>(Map.of(node, part))));
    }

    private static List<Wish> joined(@Nullable Plan.Part before, Wish wish) {
        if (before == null) {
            return List.of(wish);
        }
        var all = new java.util.ArrayList<>(before.wishes());
        all.add(wish);
        return all;
    }

    private @Nullable Plan.Part part(String node, List<Wish> wishes) {
        if (!holds(node, wishes)) {
            return null;
        }
        Load load = Wish.load(wishes);
        return switch (answers.computeIfAbsent(new Asked(node, load), _ -> ways.from(node, load))) {
            case Promise.Kept kept ->
                new Plan.Part(wishes, kept, cost.nanoFen(kept.rides(), load), ageDays(node, wishes, kept));
            case Promise.Refused refused -> {
                refusal = refused.reason();
                yield null;
            }
        };
    }

    /** Summed by SKU: two offers may be of the same pieces. */
    private boolean holds(String node, List<Wish> wishes) {
        var left = new HashMap<String, Long>();
        for (Wish wish : wishes) {
            if (left.merge(
                            wish.skuCode(),
                            pieces(node, wish) - wish.quantity(),
                            (before, _) -> before - wish.quantity())
                    < 0) {
                return false;
            }
        }
        return true;
    }

    private long ageDays(String node, List<Wish> wishes, Promise.Kept kept) {
        long sum = 0;
        for (Wish wish : wishes) {
            sum = Math.addExact(sum, wish.quantity() * goodFor(shelf(node, wish).oldest(), kept));
        }
        return sum;
    }

    private long goodFor(@Nullable LocalDate oldest, Promise.Kept kept) {
        if (oldest == null) {
            return GOOD_DAYS_MAX;
        }
        return oldest.isBefore(kept.arrival().date())
                ? SPOILT_DAYS
                : Math.clamp(ChronoUnit.DAYS.between(today, oldest), 0, GOOD_DAYS_MAX);
    }

    private Shelf shelf(String node, Wish wish) {
        return shelves.getOrDefault(new SkuAtNode(wish.skuCode(), node), NOTHING);
    }
}
