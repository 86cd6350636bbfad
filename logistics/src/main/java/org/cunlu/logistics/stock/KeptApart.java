package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.stock.AllotmentTable.Kept;
import org.cunlu.logistics.stock.AllotmentTable.Pieces;
import org.cunlu.logistics.stock.Claims.Held;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;

/** Keeps allotments, each change with the movements that it makes of the levels. */
@Singleton
class KeptApart implements Allotments {
    private final AllotmentTable table;
    private final StockLedger ledger;
    private final Transactions transactions;

    KeptApart(AllotmentTable table, StockLedger ledger, Transactions transactions) {
        this.table = table;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    @Override
    public boolean take(String allotmentId, String countyCode, StockLine line, String actor) {
        transactions.require();
        table.add(allotmentId, countyCode, line);
        var key = new SkuAtNode(line.skuCode(), line.nodeCode());
        return ledger.post(
                countyCode,
                List.of(movement(allotmentId, key, Kind.EARMARKED, line.quantity(), line.quantity(), actor)),
                Set.of(key));
    }

    @Override
    public long free(Collection<String> allotmentIds, String actor) {
        transactions.require();
        var open = table.lock(allotmentIds).stream().filter(Kept::open).toList();
        if (open.isEmpty()) {
            return 0;
        }
        table.close(new TreeSet<>(open.stream().map(Kept::allotmentId).toList()));
        var byCounty = new TreeMap<String, List<Movement>>();
        long freed = 0;
        for (Kept each : open) {
            if (each.left() > 0) {
                byCounty.computeIfAbsent(each.countyCode(), _ -> new ArrayList<>())
                        .add(movement(each.allotmentId(), each.key(), Kind.FREED, each.left(), -each.left(), actor));
                freed += each.left();
            }
        }
        byCounty.forEach((county, movements) -> {
            if (!ledger.post(county, movements)) {
                throw new IllegalStateException("levels do not answer to allotments " + allotmentIds);
            }
        });
        return freed;
    }

    @Override
    public void lock(Collection<SkuAtNode> keys) {
        transactions.require();
        table.lockAt(keys);
    }

    @Override
    public long cut(String countyCode, SkuAtNode key, long pieces, String actor) {
        transactions.require();
        var movements = new ArrayList<Movement>();
        long cut = 0;
        for (Kept each : table.lockAt(List.of(key))) {
            long some = Math.min(each.left(), pieces - cut);
            if (some > 0 && table.cut(each, some)) {
                movements.add(movement(each.allotmentId(), key, Kind.FREED, some, -some, actor));
                cut += some;
            }
        }
        if (!movements.isEmpty() && !ledger.post(countyCode, movements)) {
            throw new IllegalStateException("levels do not answer to allotments at " + key);
        }
        return cut;
    }

    private static Movement movement(
            String allotmentId, SkuAtNode key, Kind kind, long pieces, long delta, String actor) {
        return new Movement(
                key, null, kind, pieces, Deltas.ofEarmarked(delta), new Cause("ALLOTMENT", allotmentId, actor, null));
    }

    @Override
    public Map<String, List<Standing>> standing(Collection<String> allotmentIds) {
        return table.find(allotmentIds).stream()
                .collect(Collectors.groupingBy(
                        Kept::allotmentId,
                        Collectors.mapping(
                                kept -> new Standing(
                                        kept.key().skuCode(),
                                        kept.key().nodeCode(),
                                        kept.allotted(),
                                        kept.drawn(),
                                        kept.freed()),
                                Collectors.toList())));
    }

    /** @return false when one of the allotments is short, or over */
    boolean draw(List<Held> held) {
        List<Pieces> wanted = drawn(held);
        return wanted.isEmpty() || table.draw(wanted) == wanted.size();
    }

    /** @return ids of those that are alive, to which these pieces came back; the others' pieces are free */
    Set<String> giveBack(List<Held> held) {
        List<Pieces> given = drawn(held);
        if (given.isEmpty()) {
            return Set.of();
        }
        var kept = table.lock(given.stream().map(Pieces::allotmentId).collect(Collectors.toSet()));
        if (table.giveBack(given) != given.size()) {
            throw new IllegalStateException("allotments do not answer to what orders drew: " + given);
        }
        return kept.stream().filter(Kept::open).map(Kept::allotmentId).collect(Collectors.toSet());
    }

    private static List<Pieces> drawn(List<Held> held) {
        record Of(String allotmentId, SkuAtNode key) {}
        return held.stream()
                .filter(each -> each.allotmentId() != null && each.quantity() > 0)
                .collect(Collectors.groupingBy(
                        each -> new Of(each.allotmentId(), each.key()), Collectors.summingLong(Held::quantity)))
                .entrySet()
                .stream()
                .map(sum -> new Pieces(sum.getKey().allotmentId(), sum.getKey().key(), sum.getValue()))
                .toList();
    }
}
