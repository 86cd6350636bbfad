package org.cunlu.orders.quoting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * From which nodes one seller's lines are served. In this order: one node for all of them; the earliest arrival of the
 * last of them; the fewest shipments. A line is never split: the node that serves it holds all its pieces.
 */
final class SourceChoice {
    /** Subsets of so many nodes are tried one by one (65,536); beyond it the widest node is taken again and again. */
    private static final int EXACT_MAX = 16;

    private final Map<SkuAtNode, Long> available;
    private final BiFunction<String, Load, Promise> promises;

    /**
     * @param available pieces to be had at open nodes; what is absent cannot be had
     * @param promises when a load from a node can be there
     */
    SourceChoice(Map<SkuAtNode, Long> available, BiFunction<String, Load, Promise> promises) {
        this.available = available;
        this.promises = promises;
    }

    /** How the search ended. */
    sealed interface Choice {
        /** @param sources in order of node code */
        record Chosen(List<Source> sources) implements Choice {}

        /** @param pieces the most that one node holds */
        record SoldOut(Wish wish, long pieces) implements Choice {}

        record Unreachable(Wish wish, Promise.Reason reason) implements Choice {}
    }

    /** What one node serves. */
    record Source(String nodeCode, List<Wish> wishes, Promise.Kept promise) {}

    Choice choose(List<Wish> wishes) {
        for (Wish wish : wishes) {
            if (holders(wish).isEmpty()) {
                return new Choice.SoldOut(wish, mostAtOneNode(wish));
            }
        }
        Map<String, Instant> arrivals = new HashMap<>();
        Promise.Reason refusal = null;
        for (String node : nodes(wishes)) {
            List<Wish> could = wishes.stream().filter(wish -> holds(node, wish)).toList();
            switch (promises.apply(node, Wish.load(could))) {
                case Promise.Kept kept -> arrivals.put(node, kept.availableAt());
                case Promise.Refused refused -> refusal = refused.reason();
            }
        }
        for (Wish wish : wishes) {
            if (holders(wish).stream().noneMatch(arrivals::containsKey)) {
                return new Choice.Unreachable(wish, refusal);
            }
        }
        return promised(assign(wishes, cover(wishes, arrivals)));
    }

    /** @return the nodes to serve from, the best first */
    private List<String> cover(List<Wish> wishes, Map<String, Instant> arrivals) {
        Comparator<String> earliest =
                Comparator.comparing((String node) -> arrivals.get(node)).thenComparing(Comparator.naturalOrder());
        List<String> nodes = arrivals.keySet().stream().sorted(earliest).toList();
        for (String node : nodes) {
            if (wishes.stream().allMatch(wish -> holds(node, wish))) {
                return List.of(node);
            }
        }
        // No later than the line that takes longest in any case; within that, as few shipments as can be.
        Instant latest = wishes.stream()
                .map(wish -> nodes.stream()
                        .filter(node -> holds(node, wish))
                        .map(arrivals::get)
                        .findFirst()
                        .orElseThrow())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<String> intime = nodes.stream()
                .filter(node -> !arrivals.get(node).isAfter(latest))
                .toList();
        return intime.size() <= EXACT_MAX ? smallest(wishes, intime) : greedy(wishes, intime);
    }

    /** Nodes come the earliest first, so of subsets of one size the lowest number is the earlier one. */
    private List<String> smallest(List<Wish> wishes, List<String> nodes) {
        int[] holdersOf = wishes.stream().mapToInt(wish -> mask(wish, nodes)).toArray();
        int best = (1 << nodes.size()) - 1;
        for (int subset = 1; subset < 1 << nodes.size(); subset++) {
            if (Integer.bitCount(subset) < Integer.bitCount(best) && coversAll(subset, holdersOf)) {
                best = subset;
            }
        }
        var chosen = new ArrayList<String>();
        for (int i = 0; i < nodes.size(); i++) {
            if ((best & 1 << i) != 0) {
                chosen.add(nodes.get(i));
            }
        }
        return chosen;
    }

    private int mask(Wish wish, List<String> nodes) {
        int mask = 0;
        for (int i = 0; i < nodes.size(); i++) {
            mask |= holds(nodes.get(i), wish) ? 1 << i : 0;
        }
        return mask;
    }

    private static boolean coversAll(int subset, int[] holdersOf) {
        for (int holders : holdersOf) {
            if ((subset & holders) == 0) {
                return false;
            }
        }
        return true;
    }

    private List<String> greedy(List<Wish> wishes, List<String> nodes) {
        var left = new ArrayList<>(wishes);
        var chosen = new ArrayList<String>();
        while (!left.isEmpty()) {
            String widest = nodes.stream()
                    .max(Comparator.comparingLong((String node) ->
                            left.stream().filter(wish -> holds(node, wish)).count()))
                    .orElseThrow();
            chosen.add(widest);
            left.removeIf(wish -> holds(widest, wish));
        }
        chosen.sort(Comparator.comparingInt(nodes::indexOf));
        return chosen;
    }

    private Map<String, List<Wish>> assign(List<Wish> wishes, List<String> nodes) {
        var assigned = new TreeMap<String, List<Wish>>();
        for (Wish wish : wishes) {
            String node =
                    nodes.stream().filter(code -> holds(code, wish)).findFirst().orElseThrow();
            assigned.computeIfAbsent(node, key -> new ArrayList<>()).add(wish);
        }
        return assigned;
    }

    /** Asks again with what each node really sends. */
    private Choice promised(Map<String, List<Wish>> assigned) {
        var sources = new ArrayList<Source>();
        for (var entry : assigned.entrySet()) {
            switch (promises.apply(entry.getKey(), Wish.load(entry.getValue()))) {
                case Promise.Kept kept -> sources.add(new Source(entry.getKey(), entry.getValue(), kept));
                case Promise.Refused refused -> {
                    return new Choice.Unreachable(entry.getValue().getFirst(), refused.reason());
                }
            }
        }
        return new Choice.Chosen(List.copyOf(sources));
    }

    private TreeSet<String> nodes(List<Wish> wishes) {
        var nodes = new TreeSet<String>();
        wishes.forEach(wish -> nodes.addAll(holders(wish)));
        return nodes;
    }

    private List<String> holders(Wish wish) {
        return wish.offer().sourceNodes().stream()
                .filter(node -> holds(node, wish))
                .toList();
    }

    private boolean holds(String node, Wish wish) {
        return wish.offer().sourceNodes().contains(node) && pieces(node, wish) >= wish.quantity();
    }

    private long mostAtOneNode(Wish wish) {
        return wish.offer().sourceNodes().stream()
                .mapToLong(node -> pieces(node, wish))
                .max()
                .orElse(0);
    }

    private long pieces(String node, Wish wish) {
        return Math.max(0, available.getOrDefault(new SkuAtNode(wish.skuCode(), node), 0L));
    }
}
