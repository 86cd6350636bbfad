package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CorrectablePaper.Instead;
import org.cunlu.logistics.CorrectablePaper.Signed;
import org.cunlu.logistics.CrossDock;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.PaperActs.PaperAct;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockTransfers.Means;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** What left on a transfer was written wrong, and nothing of it has come yet: it stands there again, and what is true leaves. */
@Singleton
class ShipmentCorrecting {
    private final TransferTable table;
    private final TransfersExpected expected;
    private final StockBook book;
    private final PaperActs acts;
    private final CrossDock crossDock;
    private final GoodsUnits goods;
    private final Transferring transferring;
    private final Network network;

    ShipmentCorrecting(
            TransferTable table,
            TransfersExpected expected,
            StockBook book,
            PaperActs acts,
            CrossDock crossDock,
            GoodsUnits goods,
            Transferring transferring,
            Network network) {
        this.table = table;
        this.expected = expected;
        this.book = book;
        this.acts = acts;
        this.crossDock = crossDock;
        this.goods = goods;
        this.transferring = transferring;
        this.network = network;
    }

    /** The transfer is locked. */
    void correct(PaperAct wrong, Head head, Node from, List<Instead> instead, Signed signed) {
        book.demandNotCarrying(signed.actor(), head.transferId());
        List<TransferLine> before = table.lines(head.transferId());
        if (before.stream().anyMatch(line -> line.received() > 0 || line.lost() > 0)) {
            throw ProblemException.of(
                    409,
                    "transfer-came",
                    "已有货物到达或核销 · Some of it has come, or was written off",
                    "请先更正收货 · Correct what was received first");
        }
        if (head.carriage() == Means.LINE) {
            goods.demandUnpacked(head.transferId());
        }
        var kept = new HashMap<Integer, Long>();
        var others = new LinkedHashMap<StockPart, Long>();
        sort(before, from, instead, kept, others);
        owe(head, before, kept, others);
        // The pieces stand where they were taken from before others are.
        acts.reverse(wrong, signed.reason(), signed.actor(), signed.approver());
        for (TransferLine line : before) {
            if (!table.reship(head.transferId(), line.lineNo(), kept.getOrDefault(line.lineNo(), 0L))) {
                throw new IllegalStateException("a locked transfer has changed: line " + line.lineNo());
            }
        }
        var more = others.entrySet().stream()
                .map(each -> new Change(each.getKey(), each.getValue()))
                .toList();
        int next = before.stream().mapToInt(TransferLine::lineNo).max().orElse(0) + 1;
        if (!more.isEmpty()) {
            table.insertLines(head, next, more);
        }
        table.settle(head.transferId());
        expect(head, next);
        leave(wrong, from, before, kept, others, signed);
        if (head.carriage() == Means.LINE) {
            goods.unpack(head.transferId(), signed.actor());
            transferring.packAgain(head, signed.actor());
        }
    }

    private void expect(Head head, int firstNew) {
        List<TransferLine> after = table.lines(head.transferId());
        expected.corrected(
                head.transferId(),
                Map.of(),
                after.stream().filter(line -> line.lineNo() < firstNew).toList());
        expected.announce(
                head.transferId(),
                network.node(head.toNode()).orElseThrow(),
                after.stream().filter(line -> line.lineNo() >= firstNew).toList(),
                null);
    }

    /** @param kept pieces by line of the paper @param others those of another lot than their line's */
    private static void sort(
            List<TransferLine> before,
            Node from,
            List<Instead> instead,
            Map<Integer, Long> kept,
            Map<StockPart, Long> others) {
        var lines = before.stream().collect(Collectors.toMap(TransferLine::lineNo, Function.identity()));
        for (Instead each : instead) {
            if (each.damaged() > 0) {
                throw ProblemException.invalid(
                        "damaged", "damaged-where-it-comes", "残损在收货时登记 · What is damaged is told where it comes");
            }
            TransferLine line = lines.get(each.lineNo());
            if (each.lotCode() == null || each.lotCode().equals(line.lotCode())) {
                kept.merge(each.lineNo(), each.good(), Long::sum);
            } else if (each.good() > 0) {
                others.merge(part(line, from).apply(each.lotCode()), each.good(), Long::sum);
            }
        }
    }

    private static Function<String, StockPart> part(TransferLine line, Node from) {
        return lot -> new StockPart(line.skuCode(), from.code(), lot, new StockOwner(line.owner()), line.status(), "");
    }

    /** Of a collective purchase what did not leave is owed again; more than was approved does not leave. */
    private void owe(Head head, List<TransferLine> before, Map<Integer, Long> kept, Map<StockPart, Long> others) {
        String gathering = table.gathering(head.transferId());
        if (gathering == null) {
            return;
        }
        var back = new HashMap<String, Long>();
        before.forEach(
                line -> back.merge(line.skuCode(), line.shipped() - kept.getOrDefault(line.lineNo(), 0L), Long::sum));
        others.forEach((part, pieces) -> back.merge(part.skuCode(), -pieces, Long::sum));
        if (back.values().stream().anyMatch(pieces -> pieces < 0)) {
            throw ProblemException.of(409, "more-than-approved", "多于批准的数量 · More than was approved", null);
        }
        back.values().removeIf(pieces -> pieces == 0);
        crossDock.unsent(gathering, head.toNode(), back);
    }

    private void leave(
            PaperAct wrong,
            Node from,
            List<TransferLine> before,
            Map<Integer, Long> kept,
            Map<StockPart, Long> others,
            Signed signed) {
        var wanted = new LinkedHashMap<StockPart, Long>(others);
        for (TransferLine line : before) {
            wanted.merge(part(line, from).apply(line.lotCode()), kept.getOrDefault(line.lineNo(), 0L), Long::sum);
        }
        wanted.values().removeIf(pieces -> pieces == 0);
        if (wanted.isEmpty()) {
            return;
        }
        var standing = book.lock(
                wanted.keySet().stream().map(StockPart::key).distinct().toList());
        var changes = new ArrayList<Change>();
        wanted.forEach((part, pieces) -> changes.addAll(take(standing, part, pieces)));
        book.postInstead(
                new Act(
                        What.TRANSFERRED,
                        from.countyCode(),
                        from.code(),
                        signed.reason(),
                        signed.actor(),
                        signed.approver(),
                        null,
                        wrong.paper()),
                changes,
                notMore(wrong, changes));
    }

    /** @return levels from which as many leave as before, or fewer: a claim that is open there is about what still stands there */
    private static Set<SkuAtNode> notMore(PaperAct wrong, List<Change> changes) {
        var more = new HashMap<SkuAtNode, Long>();
        wrong.changes().forEach(change -> more.merge(change.part().key(), change.pieces(), Long::sum));
        changes.forEach(change -> more.merge(change.part().key(), -change.pieces(), Long::sum));
        more.values().removeIf(pieces -> pieces > 0);
        return more.keySet();
    }

    /** From any bin; what is missing there is for the stock to refuse. */
    private static List<Change> take(List<Standing> standing, StockPart part, long pieces) {
        var changes = new ArrayList<Change>();
        long left = pieces;
        for (Standing each : standing.stream()
                .filter(one -> !one.part().apart() && one.part().in("").equals(part))
                .sorted(Comparator.comparing(one -> one.part().bin()))
                .toList()) {
            long some = Math.min(left, each.pieces());
            if (some > 0) {
                changes.add(new Change(each.part(), -some));
                left -= some;
            }
        }
        if (left > 0) {
            changes.add(new Change(part, -left));
        }
        return changes;
    }
}
