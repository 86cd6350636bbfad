package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.Differences.Claim;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** Tells what is wrong with a unit that was opened: whoever sent it answers. */
@Singleton
class UnitDifferences {
    private static final int DETAIL_MAX = 200;

    private final Differences differences;
    private final Clock clock;

    UnitDifferences(Differences differences, Clock clock) {
        this.differences = differences;
        this.clock = clock;
    }

    /** @param damaged pieces that were found damaged now @param over pieces that were not packed */
    record Seen(long damaged, long over) {}

    /**
     * @param inTransit what the transfer still awaits of each line: who wrote off the rest has decided on it
     * @return whether something is wrong with it
     */
    boolean tell(Unit unit, Map<Integer, Long> inTransit, Seen seen, Node node, Head head, String actor) {
        long missing = unit.lines().stream()
                .mapToLong(line -> Math.min(line.missing(), inTransit.getOrDefault(line.lineNo(), 0L)))
                .sum();
        if (unit.lines().stream().allMatch(line -> line.missing() == 0)) {
            differences.turnedUp(unit.barcode(), actor, clock.instant());
        } else if (missing > 0) {
            claim(Kind.SHORT, unit, missing + " 件短少 · pieces short", node, head, actor);
        }
        if (seen.damaged() > 0) {
            claim(Kind.DAMAGED, unit, seen.damaged() + " 件损坏 · pieces damaged", node, head, actor);
        }
        if (seen.over() > 0) {
            claim(Kind.OVER, unit, seen.over() + " 件多出 · pieces over", node, head, actor);
        }
        return missing + seen.damaged() + seen.over() > 0;
    }

    private void claim(Kind kind, Unit unit, String words, Node node, Head head, String actor) {
        String detail = head.transferId() + ": " + words;
        differences.open(new Claim(
                kind,
                unit.barcode(),
                unit.inBag(),
                node,
                head.fromNode(),
                actor,
                clock.instant(),
                detail.substring(0, Math.min(DETAIL_MAX, detail.length()))));
    }
}
