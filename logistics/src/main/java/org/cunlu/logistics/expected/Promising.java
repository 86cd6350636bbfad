package org.cunlu.logistics.expected;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.expected.ExpectedTable.Key;
import org.cunlu.logistics.expected.ExpectedTable.Standing;
import org.cunlu.logistics.expected.HoldTable.Hold;
import org.cunlu.logistics.expected.HoldTable.State;

/** Promises what is to come to orders, and takes promises back. Lines are locked before holds, everywhere. */
@Singleton
class Promising implements ExpectedSupply {
    private final ExpectedTable lines;
    private final HoldTable holds;
    private final Transactions transactions;
    private final Clock clock;

    Promising(ExpectedTable lines, HoldTable holds, Transactions transactions, Clock clock) {
        this.lines = lines;
        this.holds = holds;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Coming> coming(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate from) {
        return lines.free(skuCodes, nodeCodes, from).stream()
                .map(line -> new Coming(line.goods().skuCode(), line.goods().nodeCode(), line.on(), line.free()))
                .toList();
    }

    @Override
    public Map<SkuAtNode, Long> promised(Collection<String> skuCodes, Collection<String> nodeCodes) {
        return lines.promised(skuCodes, nodeCodes);
    }

    @Override
    public Map<String, LocalDate> expectedOn(Collection<String> orderIds) {
        return holds.lastDays(orderIds);
    }

    @Override
    public boolean hold(String countyCode, Map<String, Waiting> waiting) {
        transactions.require();
        for (var each : new TreeMap<>(waiting).entrySet()) {
            List<Hold> wanted = choose(countyCode, each.getKey(), each.getValue());
            if (wanted.isEmpty()) {
                return false;
            }
            for (Hold hold : wanted) {
                // What was read may be promised to others by now: only this decides.
                if (!lines.promise(hold.key(), hold.pieces())) {
                    return false;
                }
            }
            holds.insert(wanted, each.getValue().giveUpOn(), clock.instant());
        }
        return true;
    }

    /** @return of which lines it takes how much, in the order of locks; empty when there is too little in time */
    private List<Hold> choose(String countyCode, String orderId, Waiting waiting) {
        Map<SkuAtNode, Long> wanted = waiting.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> new SkuAtNode(line.skuCode(), line.nodeCode()),
                        Collectors.summingLong(StockLine::quantity)));
        Set<String> skus = wanted.keySet().stream().map(SkuAtNode::skuCode).collect(Collectors.toSet());
        Set<String> nodes = wanted.keySet().stream().map(SkuAtNode::nodeCode).collect(Collectors.toSet());
        var left = new HashMap<>(wanted);
        var chosen = new ArrayList<Hold>();
        for (Standing line : lines.free(skus, nodes, LocalDate.EPOCH)) {
            long some = Math.min(line.free(), left.getOrDefault(line.goods(), 0L));
            if (some > 0 && !line.on().isAfter(waiting.by())) {
                chosen.add(new Hold(orderId, line.key(), countyCode, line.goods(), some, 0, State.WAITING, false));
                left.merge(line.goods(), -some, Long::sum);
            }
        }
        chosen.sort(java.util.Comparator.comparing((Hold hold) -> text(hold.key())));
        return left.values().stream().allMatch(pieces -> pieces == 0) ? chosen : List.of();
    }

    private static String text(Key key) {
        return key.source() + " " + key.id() + " " + String.format("%06d", key.lineNo());
    }

    @Override
    public void secure(String orderId) {
        transactions.require();
        holds.secure(orderId);
    }

    @Override
    public void release(String orderId) {
        transactions.require();
        for (Hold known : holds.of(orderId)) {
            Standing line = lines.lock(known.key()).orElseThrow();
            // Read again under the lock of the line: it may have come since.
            holds.lockWaiting(known.key()).stream()
                    .filter(hold -> hold.orderId().equals(orderId))
                    .forEach(hold -> lines.set(line.key(), line.expected(), line.promised() - hold.outstanding()));
        }
        holds.release(orderId);
    }
}
