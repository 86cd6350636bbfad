package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.GoodsUnits.UnitLine;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.transfer.UnitsIn.InUnit;

/** What a transfer has in transit, while units of it are opened one after the other. */
class Awaited {
    private final Map<Integer, Long> left = new HashMap<>();

    Awaited(List<TransferLine> lines) {
        lines.forEach(line -> left.put(line.lineNo(), line.inTransit()));
    }

    /** @return pieces of each line that nobody has found yet and nobody has written off */
    Map<Integer, Long> left() {
        return Map.copyOf(left);
    }

    /**
     * @param said what was found in the unit; null for all that it should hold still
     * @return that, where what was written off meanwhile is over; what was never packed in it stays as it was said
     */
    List<InUnit> of(Unit unit, @Nullable List<InUnit> said) {
        Map<Integer, UnitLine> packed =
                unit.lines().stream().collect(Collectors.toMap(UnitLine::lineNo, Function.identity()));
        var known = new HashSet<>(packed.keySet());
        var found = new ArrayList<InUnit>();
        for (InUnit each : said == null ? all(unit) : said) {
            if (!known.remove(each.lineNo())) {
                throw ProblemException.invalid("lineNo", "line-unknown", "货件没有此行 · The unit has no such line");
            }
            found.add(each.came() > packed.get(each.lineNo()).missing() ? each : awaited(each));
        }
        return found;
    }

    /** A unit that was opened before holds nothing of what was written off since. */
    private List<InUnit> all(Unit unit) {
        return unit.lines().stream()
                .map(line -> new InUnit(
                        line.lineNo(),
                        unit.takenInAt() == null
                                ? line.missing()
                                : Math.min(line.missing(), left.getOrDefault(line.lineNo(), 0L)),
                        0L,
                        0L))
                .toList();
    }

    private InUnit awaited(InUnit said) {
        long room = left.getOrDefault(said.lineNo(), 0L);
        long good = Math.min(said.good(), room);
        long damaged = Math.min(said.damaged(), room - good);
        left.put(said.lineNo(), room - good - damaged);
        long over = said.came() - good - damaged + (said.over() == null ? 0 : said.over());
        return new InUnit(said.lineNo(), good, damaged, over);
    }
}
