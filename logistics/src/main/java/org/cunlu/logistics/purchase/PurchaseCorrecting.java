package org.cunlu.logistics.purchase;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CorrectablePaper;
import org.cunlu.logistics.CrossDock;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.PaperActs.PaperAct;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.purchase.PurchaseTable.Line;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** Puts right what was received against a purchase order; what is awaited again opens it again. */
@Singleton
class PurchaseCorrecting implements CorrectablePaper {
    private final PurchaseTable table;
    private final GoodsIn goodsIn;
    private final ExpectedGoods expected;
    private final StockBook book;
    private final PaperActs acts;
    private final CrossDock crossDock;

    PurchaseCorrecting(
            PurchaseTable table,
            GoodsIn goodsIn,
            ExpectedGoods expected,
            StockBook book,
            PaperActs acts,
            CrossDock crossDock) {
        this.table = table;
        this.goodsIn = goodsIn;
        this.expected = expected;
        this.book = book;
        this.acts = acts;
        this.crossDock = crossDock;
    }

    @Override
    public String kind() {
        return "PURCHASE";
    }

    @Override
    public List<PaperLine> lock(String purchaseId) {
        return table.lock(purchaseId).orElseThrow(ProblemException::notFound).lines().stream()
                .map(line -> new PaperLine(line.lineNo(), line.skuCode(), "", StockStatus.AVAILABLE))
                .toList();
    }

    @Override
    public void correct(PaperAct wrong, Node node, List<Instead> instead, Signed signed) {
        String id = wrong.paper().id();
        Purchase before = table.find(id).orElseThrow();
        // What its operator closed before all had come stays closed: nothing more is awaited.
        boolean closedByHand =
                before.state() == State.CLOSED && before.lines().stream().anyMatch(line -> line.awaited() > 0);
        takeOff(id, before.lines(), wrong.changes());
        var incoming = goodsIn.split(table.find(id).orElseThrow(), node, came(instead));
        List<Line> after = table.find(id).orElseThrow().lines();
        if (!closedByHand) {
            move(before, after);
        }
        var shares = expected.came(Source.PURCHASE, id, arrived(before.lines(), after, closedByHand));
        // What is right comes first: together with it the rest of what was wrong may still lie there.
        if (!incoming.isEmpty()) {
            book.receive(GoodsIn.act(node, id, signed.actor(), signed.reason(), signed.approver()), incoming);
        }
        acts.reverse(wrong, signed.reason(), signed.actor(), signed.approver());
        expected.hand(shares);
        List<Change> more = more(wrong.changes(), incoming);
        if (before.gatheringId() != null && !more.isEmpty()) {
            crossDock.arrived(before.gatheringId(), node, more, signed.actor());
        }
    }

    private void takeOff(String purchaseId, List<Line> lines, List<Change> changes) {
        Map<String, Integer> numbers = lines.stream().collect(Collectors.toMap(Line::skuCode, Line::lineNo));
        for (Change change : changes) {
            int line = numbers.get(change.part().skuCode());
            switch (change.part().status()) {
                case DAMAGED -> table.came(purchaseId, line, 0, -change.pieces(), 0);
                case QUARANTINED -> table.came(purchaseId, line, 0, 0, -change.pieces());
                case AVAILABLE, ON_HOLD -> table.came(purchaseId, line, -change.pieces(), 0, 0);
            }
        }
    }

    private static List<GoodsIn.Came> came(List<Instead> instead) {
        return instead.stream()
                .map(each -> new GoodsIn.Came(
                        each.lineNo(),
                        each.lotCode(),
                        each.expiresOn(),
                        each.producedOn(),
                        each.good(),
                        each.damaged()))
                .toList();
    }

    private void move(Purchase before, List<Line> after) {
        boolean all = after.stream().allMatch(line -> line.awaited() == 0);
        if (all != (before.state() == State.CLOSED)) {
            // Its supplier has seen an order of which something came.
            table.move(before.purchaseId(), all ? State.CLOSED : State.CONFIRMED, null);
        }
    }

    /** Who got pieces that never came keeps his promise as long as the stock bears it; only what is more is given out. */
    private static List<ExpectedGoods.Came> arrived(List<Line> before, List<Line> after, boolean closed) {
        var lines = before.stream().collect(Collectors.toMap(Line::lineNo, Function.identity()));
        return after.stream()
                .map(line -> new ExpectedGoods.Came(
                        line.lineNo(),
                        Math.max(0, line.received() - lines.get(line.lineNo()).received()),
                        closed ? 0 : line.awaited()))
                .toList();
    }

    private static List<Change> more(List<Change> wrong, List<Incoming> right) {
        var sums = new HashMap<StockPart, Long>();
        GoodsIn.good(right).forEach(change -> sums.merge(change.part(), change.pieces(), Long::sum));
        wrong.forEach(change -> sums.merge(change.part(), -change.pieces(), Long::sum));
        var more = new ArrayList<Change>();
        sums.forEach((part, pieces) -> {
            if (pieces > 0 && part.status().sellable()) {
                more.add(new Change(part, pieces));
            }
        });
        return more;
    }
}
