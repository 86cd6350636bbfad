package org.cunlu.orders.sourcing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.orders.Wish;

/** How a demand that no node holds whole can be cut among several. Pure. */
final class Cuts {
    /** So many nodes are looked at, those that have most: 4,096 sets of them. */
    private static final int NODES_MAX = 12;

    private Cuts() {}

    /**
     * @param holdings pieces by node, above 0
     * @return into as few parts as can be; of each set of nodes, every way in which all but one give all that they have
     */
    static List<Map<String, Wish>> of(Wish demand, Map<String, Long> holdings) {
        List<String> nodes = holdings.keySet().stream()
                .sorted(Comparator.comparing((String node) -> -holdings.get(node))
                        .thenComparing(node -> node))
                .limit(NODES_MAX)
                .toList();
        for (int parts = 2; parts <= nodes.size(); parts++) {
            var cuts = new ArrayList<Map<String, Wish>>();
            for (int set = 1; set < 1 << nodes.size(); set++) {
                if (Integer.bitCount(set) == parts) {
                    cuts.addAll(cuts(demand, holdings, members(nodes, set)));
                }
            }
            if (!cuts.isEmpty()) {
                return cuts;
            }
        }
        return List.of();
    }

    private static List<String> members(List<String> nodes, int set) {
        var members = new ArrayList<String>();
        for (int i = 0; i < nodes.size(); i++) {
            if ((set & 1 << i) != 0) {
                members.add(nodes.get(i));
            }
        }
        return members;
    }

    private static List<Map<String, Wish>> cuts(Wish demand, Map<String, Long> holdings, List<String> members) {
        long surplus = members.stream().mapToLong(holdings::get).sum() - demand.quantity();
        if (surplus < 0) {
            return List.of();
        }
        // Of as few parts as can be, each is needed: whoever gives less still gives something.
        var cuts = new ArrayList<Map<String, Wish>>();
        for (String sparing : members) {
            var cut = new HashMap<String, Wish>();
            for (String node : members) {
                long pieces = holdings.get(node) - (node.equals(sparing) ? surplus : 0);
                cut.put(node, demand.of(Math.toIntExact(pieces)));
            }
            cuts.add(cut);
            if (surplus == 0) {
                break;
            }
        }
        return cuts;
    }
}
