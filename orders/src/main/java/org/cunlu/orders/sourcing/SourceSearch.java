package org.cunlu.orders.sourcing;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Wish;

/**
 * The best plan by the rules. A node that can serve all is looked for first; where there is none, and the trade may be
 * split, all ways to divide the lines among nodes are walked through, those left out that cannot become better than the best
 * so far. A line is served whole by one node where one can; else it is cut into as few parts as can be, all but one of which
 * are all that their node has. The walk ends after {@link #STEPS_MAX} steps or {@link #ASKED_MAX} promises with the
 * best that it has seen: carts of people stay far below both.
 */
final class SourceSearch {
    static final int STEPS_MAX = 20_000;
    static final int ASKED_MAX = 500;

    private final SourcePolicy policy;
    private final Ranking ranking;
    private final Shipping shipping;
    private int steps;
    private @Nullable Plan best;

    SourceSearch(SourcePolicy policy, Shipping shipping) {
        this.policy = policy;
        this.ranking = new Ranking(policy.rules());
        this.shipping = shipping;
    }

    Choice choose(List<Wish> wishes) {
        List<Wish> demands = summed(wishes);
        best = atOneNode(demands).orElse(null);
        if (policy.split() == Split.IF_BETTER || best == null && policy.split() == Split.IF_NEEDED) {
            divide(demands);
        }
        return best == null ? refused(demands) : new Choice.Chosen(best.sources());
    }

    /** What is wanted of an offer, however many lines ask for it. */
    private static List<Wish> summed(List<Wish> wishes) {
        var byOffer = new LinkedHashMap<String, Wish>();
        wishes.forEach(wish -> byOffer.merge(
                wish.offer().id(), wish, (one, more) -> one.of(Math.addExact(one.quantity(), more.quantity()))));
        return List.copyOf(byOffer.values());
    }

    private Optional<Plan> atOneNode(List<Wish> demands) {
        var nodes = new TreeSet<>(demands.getFirst().offer().sourceNodes());
        demands.forEach(demand -> nodes.removeIf(node -> shipping.pieces(node, demand) < demand.quantity()));
        return nodes.stream()
                .flatMap(node -> shipping.single(node, demands).stream())
                .min(ranking.bestFirst());
    }

    private void divide(List<Wish> demands) {
        var options = new ArrayList<List<Map<String, Wish>>>();
        for (Wish demand : demands) {
            List<Map<String, Wish>> ofDemand = options(demand);
            if (ofDemand.isEmpty()) {
                return;
            }
            options.add(ofDemand);
        }
        // What leaves little choice comes first, so that what cannot be is seen early.
        options.sort(Comparator.comparingInt(List::size));
        walk(Plan.EMPTY, options, 0);
    }

    private void walk(Plan growing, List<List<Map<String, Wish>>> options, int done) {
        if (done == options.size()) {
            if (best == null || ranking.bestFirst().compare(growing, best) < 0) {
                best = growing;
            }
            return;
        }
        for (Map<String, Wish> option : options.get(done)) {
            if (++steps > STEPS_MAX || shipping.asked() > ASKED_MAX) {
                return;
            }
            shipping.add(growing, option)
                    .filter(grown -> best == null || ranking.promising(grown, best))
                    .ifPresent(grown -> walk(grown, options, done + 1));
        }
    }

    /** @return ways to serve one demand, the one that is best by itself first */
    private List<Map<String, Wish>> options(Wish demand) {
        List<Map<String, Wish>> whole = demand.offer().sourceNodes().stream()
                .filter(node -> shipping.pieces(node, demand) >= demand.quantity())
                .map(node -> Map.of(node, demand))
                .toList();
        List<Map<String, Wish>> usable = usable(whole);
        return usable.isEmpty() ? usable(Cuts.of(demand, holdings(demand))) : usable;
    }

    /** @return pieces by node, of nodes from which there is a way for what they have */
    private Map<String, Long> holdings(Wish demand) {
        var holdings = new LinkedHashMap<String, Long>();
        for (String node : demand.offer().sourceNodes()) {
            long pieces = Math.min(demand.quantity(), shipping.pieces(node, demand));
            if (pieces > 0
                    && shipping.single(node, List.of(demand.of((int) pieces))).isPresent()) {
                holdings.put(node, pieces);
            }
        }
        return holdings;
    }

    private List<Map<String, Wish>> usable(Collection<Map<String, Wish>> options) {
        record Rated(Map<String, Wish> option, Plan plan) {}
        return options.stream()
                .flatMap(option -> shipping.add(Plan.EMPTY, option).map(plan -> new Rated(option, plan)).stream())
                .sorted(Comparator.comparing(Rated::plan, ranking.bestFirst()))
                .map(Rated::option)
                .toList();
    }

    private Choice refused(List<Wish> demands) {
        for (Wish demand : demands) {
            long most = 0;
            long all = 0;
            for (String node : demand.offer().sourceNodes()) {
                most = Math.max(most, shipping.pieces(node, demand));
                all = Math.addExact(all, shipping.pieces(node, demand));
            }
            if (all < demand.quantity()) {
                return new Choice.SoldOut(demand, policy.split() == Split.NEVER ? most : all);
            }
            if (most < demand.quantity() && policy.split() == Split.NEVER) {
                return new Choice.NotSplit(demand, most);
            }
        }
        for (Wish demand : demands) {
            if (options(demand).isEmpty()) {
                return new Choice.Unreachable(demand, shipping.refusal());
            }
        }
        return policy.split() == Split.NEVER
                ? new Choice.NotSplit(demands.getLast(), mostAtOneNode(demands.getLast()))
                : new Choice.Unreachable(demands.getFirst(), shipping.refusal());
    }

    private long mostAtOneNode(Wish demand) {
        return demand.offer().sourceNodes().stream()
                .mapToLong(node -> shipping.pieces(node, demand))
                .max()
                .orElse(0);
    }
}
