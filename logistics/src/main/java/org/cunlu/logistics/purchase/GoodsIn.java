package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CrossDock;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.purchase.PurchaseTable.Line;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** Receives against a purchase order; what a collective purchase brings goes on at once. */
@Singleton
class GoodsIn {
    private final PurchaseTable table;
    private final Buying buying;
    private final ExpectedGoods expected;
    private final StockBook book;
    private final CrossDock crossDock;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    GoodsIn(
            PurchaseTable table,
            Buying buying,
            ExpectedGoods expected,
            StockBook book,
            CrossDock crossDock,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail) {
        this.table = table;
        this.buying = buying;
        this.expected = expected;
        this.book = book;
        this.crossDock = crossDock;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /** What came of a line, of one lot. @param lotCode null for SKUs that are not tracked by lot */
    @Serdeable
    record Came(
            @NotNull Integer lineNo,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long good,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long damaged) {}

    @Serdeable
    record Receipt(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Came> lines) {}

    Purchase receive(Caller caller, String purchaseId, Receipt receipt, @Nullable String key) {
        Purchase known = table.find(purchaseId).orElseThrow(ProblemException::notFound);
        Node node = workplaces.own(caller, known.nodeCode(), "logistics.purchase-receive", Workplaces.HANDS);
        String operation = "logistics.purchase-receive:" + purchaseId;
        return idempotency.once(caller.accountId(), operation, key, receipt, Purchase.class, () -> {
            Purchase purchase = buying.openOne(purchaseId);
            if (purchase.refill() != null) {
                throw ProblemException.of(
                        409,
                        "reserve-purchase",
                        "储备补库按储备入库办理 · What refills a reserve comes in by its intake",
                        "请由承储单位登记到货并检验 · Its holder registers it, and an officer inspects it");
            }
            var incoming = split(purchase, node, receipt.lines());
            List<Line> after = table.find(purchaseId).orElseThrow().lines();
            if (after.stream().allMatch(line -> line.awaited() == 0)) {
                table.move(purchaseId, State.CLOSED, null);
            }
            trail.record(
                    caller.accountId(), "logistics.purchase-receive", purchaseId, null, incoming.size() + " parts");
            var shares = expected.came(Source.PURCHASE, purchaseId, came(purchase.lines(), after));
            if (!incoming.isEmpty()) {
                book.receive(act(node, purchaseId, caller.accountId(), null, null), incoming);
            }
            expected.hand(shares);
            if (purchase.gatheringId() != null) {
                crossDock.arrived(purchase.gatheringId(), node, good(incoming), caller.accountId());
            }
            return table.find(purchaseId).orElseThrow();
        });
    }

    private static List<ExpectedGoods.Came> came(List<Line> before, List<Line> after) {
        var good = new TreeMap<Integer, Long>();
        before.forEach(line -> good.put(line.lineNo(), line.received()));
        return after.stream()
                .map(line -> new ExpectedGoods.Came(
                        line.lineNo(), line.received() - good.get(line.lineNo()), line.awaited()))
                .toList();
    }

    /** Good pieces up to the order are ours to sell, those beyond it wait in quarantine, damaged ones are kept apart. */
    List<Incoming> split(Purchase purchase, Node node, List<Came> lines) {
        var awaited = new TreeMap<Integer, Long>();
        var skus = new TreeMap<Integer, String>();
        for (Line line : purchase.lines()) {
            awaited.put(line.lineNo(), line.awaited());
            skus.put(line.lineNo(), line.skuCode());
        }
        var incoming = new ArrayList<Incoming>();
        for (Came came : lines) {
            Long open = awaited.get(came.lineNo());
            if (open == null) {
                throw ProblemException.invalid("lineNo", "line-unknown", "采购单没有此行 · The order has no such line");
            }
            long good = Math.min(came.good(), open);
            long over = came.good() - good;
            awaited.put(came.lineNo(), Math.max(0, open - came.good() - came.damaged()));
            table.came(purchase.purchaseId(), came.lineNo(), good, came.damaged(), over);
            var key = new SkuAtNode(skus.get(came.lineNo()), node.code());
            var part = StockPart.own(key, came.lotCode() == null ? "" : came.lotCode());
            add(incoming, came, part, good);
            add(incoming, came, part.with(StockStatus.QUARANTINED), over);
            add(incoming, came, part.with(StockStatus.DAMAGED), came.damaged());
        }
        return incoming;
    }

    private static void add(List<Incoming> incoming, Came came, StockPart part, long pieces) {
        if (pieces > 0) {
            incoming.add(new Incoming(part, came.expiresOn(), came.producedOn(), pieces));
        }
    }

    static List<Change> good(List<Incoming> incoming) {
        return incoming.stream()
                .filter(each -> each.part().status().sellable())
                .map(each -> new Change(each.part(), each.pieces()))
                .toList();
    }

    static Act act(Node node, String purchaseId, String actor, @Nullable String reason, @Nullable String approver) {
        return new Act(
                What.RECEIVED,
                node.countyCode(),
                node.code(),
                reason,
                actor,
                approver,
                null,
                new Document("PURCHASE", purchaseId));
    }
}
