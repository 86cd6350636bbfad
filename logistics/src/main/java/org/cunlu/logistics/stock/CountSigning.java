package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.stock.CountSheet.Count;

/** A file is one person's word: what it writes up or down beyond the limit of a node's day waits for somebody else's signature. */
@Singleton
class CountSigning {
    private static final String REASON = "导入盘点 · counted by file";
    /** As many as the door takes in one. */
    private static final int LINES_MAX = 200;

    private final StockAdjustments adjustments;
    private final Network network;

    CountSigning(StockAdjustments adjustments, Network network) {
        this.adjustments = adjustments;
        this.network = network;
    }

    /** Before levels are locked, as at the door of adjustments. */
    void takeTurns(List<Count> counts) {
        var codes = counts.stream().map(count -> count.key().nodeCode()).collect(Collectors.toSet());
        adjustments.takeTurns(network.nodes(codes).values());
    }

    /**
     * Takes what differs out of the limits, or proposes it; joins the caller's transaction, which holds the levels.
     * @param adjusts whether pieces stood there before; what comes for the first time is received, and has no limit
     * @param before what stands there
     * @return the counts that must wait: all of a node that change anything there
     */
    Set<Count> waiting(
            List<Count> counts, Predicate<Count> adjusts, Map<SkuAtNode, List<Standing>> before, String actor) {
        var byNode = new TreeMap<String, List<Count>>();
        counts.stream()
                .filter(adjusts)
                .filter(count -> !changes(count, parts(before, count)).isEmpty())
                .forEach(count -> byNode.computeIfAbsent(count.key().nodeCode(), _ -> new ArrayList<>())
                        .add(count));
        Map<String, Node> nodes = network.nodes(byNode.keySet());
        var waiting = new HashSet<Count>();
        byNode.forEach((code, some) -> {
            var changes = some.stream()
                    .flatMap(count -> changes(count, parts(before, count)).stream())
                    .toList();
            if (!adjustments.withinLimit(nodes.get(code), changes)) {
                for (int from = 0; from < changes.size(); from += LINES_MAX) {
                    adjustments.proposeOnce(
                            nodes.get(code),
                            What.ADJUSTED,
                            changes.subList(from, Math.min(changes.size(), from + LINES_MAX)),
                            REASON,
                            actor);
                }
                waiting.addAll(some);
            }
        });
        return waiting;
    }

    static List<Change> changes(Count count, List<Standing> parts) {
        var changes = new ArrayList<Change>();
        Differences.differences(count, parts)
                .forEach((lot, delta) -> changes.addAll(Differences.changes(count, parts, lot, delta)));
        return changes;
    }

    private static List<Standing> parts(Map<SkuAtNode, List<Standing>> before, Count count) {
        return before.getOrDefault(count.key(), List.of());
    }
}
