package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CorrectablePaper.Instead;
import org.cunlu.logistics.CorrectablePaper.Signed;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.GoodsUnits.Recount;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.GoodsUnits.UnitLine;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.PaperActs.PaperAct;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.StockTransfers.Means;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** What came of a transfer was written wrong: it is in transit again, and what is true is received. */
@Singleton
class ReceiptCorrecting {
    private final TransferTable table;
    private final TransfersExpected expected;
    private final StockBook book;
    private final Recalls recalls;
    private final PaperActs acts;
    private final GoodsUnits goods;
    private final UnitDifferences differences;

    ReceiptCorrecting(
            TransferTable table,
            TransfersExpected expected,
            StockBook book,
            Recalls recalls,
            PaperActs acts,
            GoodsUnits goods,
            UnitDifferences differences) {
        this.table = table;
        this.expected = expected;
        this.book = book;
        this.recalls = recalls;
        this.acts = acts;
        this.goods = goods;
        this.differences = differences;
    }

    /** The transfer is locked. */
    void correct(PaperAct wrong, Head head, Node to, List<Instead> instead, Signed signed) {
        String id = head.transferId();
        List<TransferLine> before = table.lines(id);
        wrong.changes().forEach(change -> takeOff(id, change));
        var called = recalls.called(before.stream()
                .map(TransferLine::lotCode)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet()));
        var changes = new ArrayList<Change>();
        for (Instead each : instead) {
            TransferLine line = before.stream()
                    .filter(known -> known.lineNo() == each.lineNo())
                    .findFirst()
                    .orElseThrow();
            receive(id, to, line, each, called, changes);
        }
        if (head.carriage() == Means.LINE) {
            recount(head, to, before, signed.actor());
        }
        table.settle(id);
        var shares = expected.corrected(id, more(before, table.lines(id), called), table.lines(id));
        // What is right comes first: together with it the rest of what was wrong may still lie there.
        if (!changes.isEmpty()) {
            book.post(
                    new Act(
                            What.TRANSFERRED,
                            to.countyCode(),
                            to.code(),
                            signed.reason(),
                            signed.actor(),
                            signed.approver(),
                            null,
                            wrong.paper()),
                    changes);
        }
        acts.reverse(wrong, signed.reason(), signed.actor(), signed.approver());
        expected.hand(shares);
    }

    /** What is true of its lines is true of its units: what is missing in one is taken in with it when it turns up. */
    private void recount(Head head, Node to, List<TransferLine> before, String actor) {
        var after = new HashMap<Integer, TransferLine>();
        table.lines(head.transferId()).forEach(line -> after.put(line.lineNo(), line));
        var changes = new TreeMap<Integer, Recount>();
        for (TransferLine line : before) {
            TransferLine now = after.get(line.lineNo());
            long damaged = now.damaged() - line.damaged();
            long good = now.received() - line.received() - damaged;
            if (good != 0 || damaged != 0) {
                changes.put(line.lineNo(), new Recount(good, damaged));
            }
        }
        boolean more = changes.values().stream().anyMatch(change -> change.damaged() > 0);
        var inTransit =
                after.values().stream().collect(Collectors.toMap(TransferLine::lineNo, TransferLine::inTransit));
        for (Unit unit : goods.recount(head.transferId(), changes)) {
            long damaged =
                    more ? unit.lines().stream().mapToLong(UnitLine::damaged).sum() : 0;
            differences.tell(unit, inTransit, new UnitDifferences.Seen(damaged, 0), to, head, actor);
        }
    }

    /** Lines that say the same are one to the stock: what came of either may be taken off either. */
    private void takeOff(String transferId, Change change) {
        StockPart part = change.part();
        long left = change.pieces();
        for (TransferLine line : table.lines(transferId)) {
            if (line.skuCode().equals(part.skuCode())
                    && line.lotCode().equals(part.lotCode())
                    && line.owner().equals(part.owner().text())) {
                boolean asDamaged = part.status() == StockStatus.DAMAGED && line.status() != StockStatus.DAMAGED;
                boolean asGood = part.status() == line.status()
                        || (line.status().sellable() && part.status() == StockStatus.ON_HOLD);
                long some = Math.min(left, asDamaged ? line.damaged() : asGood ? line.received() - line.damaged() : 0);
                if (some > 0) {
                    expect(table.uncount(transferId, line.lineNo(), asDamaged ? 0 : some, asDamaged ? some : 0), line);
                    left -= some;
                }
            }
        }
        if (left > 0) {
            throw new IllegalStateException("a receipt is more than its transfer has: " + transferId);
        }
    }

    private static void expect(boolean done, TransferLine line) {
        if (!done) {
            throw new IllegalStateException("a locked transfer has changed: line " + line.lineNo());
        }
    }

    private void receive(
            String transferId, Node to, TransferLine line, Instead each, Set<String> called, List<Change> changes) {
        if (each.lotCode() != null && !each.lotCode().equals(line.lotCode())) {
            throw ProblemException.invalid(
                    "lotCode", "lot-of-shipment", "批次以发货为准，请更正发货 · The lot is the shipment's: correct that");
        }
        if (!table.count(transferId, line.lineNo(), each.good() + each.damaged(), each.damaged(), 0)) {
            throw ProblemException.of(409, "more-than-shipped", "多于在途数量 · More than is in transit", null)
                    .fact("lineNo", line.lineNo());
        }
        StockStatus good =
                line.status().sellable() && called.contains(line.lotCode()) ? StockStatus.ON_HOLD : line.status();
        add(changes, line, to, good, each.good());
        add(changes, line, to, StockStatus.DAMAGED, each.damaged());
    }

    private static void add(List<Change> changes, TransferLine line, Node to, StockStatus status, long pieces) {
        if (pieces > 0) {
            var part =
                    new StockPart(line.skuCode(), to.code(), line.lotCode(), new StockOwner(line.owner()), status, "");
            changes.add(new Change(part, pieces));
        }
    }

    private static Map<Integer, Long> more(List<TransferLine> before, List<TransferLine> after, Set<String> called) {
        var good = new HashMap<Integer, Long>();
        before.forEach(line -> good.put(line.lineNo(), line.received() - line.damaged()));
        var more = new HashMap<Integer, Long>();
        after.stream()
                .filter(line -> !called.contains(line.lotCode()))
                .forEach(line -> more.put(line.lineNo(), line.received() - line.damaged() - good.get(line.lineNo())));
        return more;
    }
}
