package org.cunlu.logistics.goods;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.GoodsUnits.Found;
import org.cunlu.logistics.GoodsUnits.Recount;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.GoodsUnits.UnitLine;

/** Spreads what came more or less of a line over the units that hold it. */
class Recounting {
    /** A line of a unit, of which other pieces came. @param found more or less than before */
    record Changed(String barcode, Found found) {}

    private static class Held {
        private final String barcode;
        private final UnitLine line;
        private long good;
        private long damaged;

        private Held(String barcode, UnitLine line) {
            this.barcode = barcode;
            this.line = line;
            this.good = line.came() - line.damaged();
            this.damaged = line.damaged();
        }

        private long room() {
            return line.packed() - good - damaged;
        }

        private Changed changed() {
            long came = good + damaged - line.came();
            return new Changed(barcode, new Found(line.lineNo(), came, damaged - line.damaged()));
        }

        private boolean differs() {
            return damaged != line.damaged() || good + damaged != line.came();
        }
    }

    private Recounting() {}

    /** @param opened units, in order @return what changes; empty when they do not hold so many */
    static Optional<List<Changed>> of(List<Unit> opened, int lineNo, Recount recount) {
        var held = new ArrayList<Held>();
        opened.forEach(unit -> unit.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .forEach(line -> held.add(new Held(unit.barcode(), line))));
        long good = recount.good();
        long damaged = recount.damaged();
        // What did not come makes room first.
        for (Held each : held) {
            long less = Math.min(each.good, Math.max(0, -good));
            each.good -= less;
            good += less;
            long whole = Math.min(each.damaged, Math.max(0, -damaged));
            each.damaged -= whole;
            damaged += whole;
        }
        for (Held each : held) {
            long more = Math.min(each.room(), Math.max(0, good));
            each.good += more;
            good -= more;
            long broken = Math.min(each.room(), Math.max(0, damaged));
            each.damaged += broken;
            damaged -= broken;
        }
        return good != 0 || damaged != 0
                ? Optional.empty()
                : Optional.of(
                        held.stream().filter(Held::differs).map(Held::changed).toList());
    }
}
