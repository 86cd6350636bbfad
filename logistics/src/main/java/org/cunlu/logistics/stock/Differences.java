package org.cunlu.logistics.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.stock.CountSheet.Count;

/** What a count says beside what the books say. */
final class Differences {
    private Differences() {}

    /** @return lots that were looked for and not found, and were not known here: they are, from now on */
    static List<Standing> emptyLots(Count count, List<Standing> parts) {
        var before = pieces(parts);
        return count.lots().entrySet().stream()
                .filter(lot -> lot.getValue() == 0 && !before.containsKey(lot.getKey()))
                .map(lot -> new Standing(StockPart.own(count.key(), lot.getKey()), 0, null))
                .toList();
    }

    /** @return by lot, what differs; the lot is empty for a SKU that is not tracked, and for what no lot explains */
    static Map<String, Long> differences(Count count, List<Standing> parts) {
        var before = pieces(parts);
        var counted = count.tracked() ? count.lots() : Map.of("", count.total());
        var codes = new TreeSet<>(before.keySet());
        codes.addAll(counted.keySet());
        var answer = new TreeMap<String, Long>();
        codes.forEach(code -> answer.put(code, counted.getOrDefault(code, 0L) - before.getOrDefault(code, 0L)));
        answer.values().removeIf(delta -> delta == 0);
        return answer;
    }

    /** A count speaks of all pieces of a lot; what differs is taken to be ours and good. */
    static List<Standing> own(List<Standing> parts, String lot) {
        return parts.stream()
                .filter(each -> each.part().lotCode().equals(lot)
                        && each.part().owner().equals(StockOwner.OWN)
                        && each.part().status().sellable()
                        && !each.part().apart())
                .toList();
    }

    /** @param delta of this lot, not 0 */
    static List<Change> changes(Count count, List<Standing> parts, String lot, long delta) {
        if (delta > 0) {
            return List.of(new Change(StockPart.own(count.key(), lot), delta));
        }
        var changes = new ArrayList<Change>();
        LotChoice.parts(List.of(new LotQuantity(count.key().skuCode(), lot, -delta)), own(parts, lot))
                .forEach((part, pieces) -> changes.add(new Change(part, -pieces)));
        return changes;
    }

    static Map<String, Long> pieces(List<Standing> parts) {
        return parts.stream()
                .collect(
                        Collectors.groupingBy(each -> each.part().lotCode(), Collectors.summingLong(Standing::pieces)));
    }
}
