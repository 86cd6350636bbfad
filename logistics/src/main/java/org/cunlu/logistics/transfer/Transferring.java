package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** Ships, and receives in parts. */
@Singleton
class Transferring implements StockTransfers {
    private static final String DOCUMENT = "TRANSFER";

    private final TransferTable table;
    private final TransfersExpected expected;
    private final StockBook book;
    private final Recalls recalls;
    private final OneKind kind;
    private final ReserveLines reserve;
    private final Network network;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Transferring(
            TransferTable table,
            TransfersExpected expected,
            StockBook book,
            Recalls recalls,
            OneKind kind,
            ReserveLines reserve,
            Network network,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.expected = expected;
        this.book = book;
        this.recalls = recalls;
        this.kind = kind;
        this.reserve = reserve;
        this.network = network;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Pieces to be shipped.
     * @param lotCode null to let the lots go first expired, first out; then owner, status and bin are left out too
     */
    @Serdeable
    record Wanted(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,
            @Nullable StockStatus status,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces) {
        boolean free() {
            return lotCode == null && owner == null && status == null && bin == null;
        }

        StockPart part(String node) {
            return new StockPart(
                    skuCode,
                    node,
                    lotCode == null ? "" : lotCode,
                    owner == null ? StockOwner.OWN : new StockOwner(owner),
                    status == null ? StockStatus.AVAILABLE : status,
                    bin == null ? "" : bin);
        }
    }

    @Serdeable
    record Shipment(
            @NotNull @Size(max = 32) String fromNode,
            @NotNull @Size(max = 32) String toNode,
            @Nullable @Size(max = 200) String reason,
            @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Wanted> lines) {}

    /** @param good pieces as they were shipped @param damaged pieces that came and are not */
    @Serdeable
    record Came(
            @NotNull Integer lineNo,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long good,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long damaged) {}

    @Serdeable
    record Receipt(@NotNull @Size(min = 1, max = 400) List<@NotNull @Valid Came> lines) {}

    Transfer ship(Caller caller, Shipment shipment, @Nullable String key) {
        Node from = workplaces.own(caller, shipment.fromNode(), "logistics.transfer-ship", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.transfer-ship", key, shipment, Transfer.class, () -> {
            Node to = network.node(shipment.toNode())
                    .filter(Node::open)
                    .filter(node -> node.countyCode().equals(from.countyCode()))
                    .orElseThrow(() -> ProblemException.invalid(
                            "toNode", "node-unknown", "没有此站点或未开放 · No such node, or not open"));
            if (to.code().equals(from.code())) {
                throw ProblemException.invalid(
                        "toNode", "transfer-to-itself", "不能调拨给自己 · A node ships nothing to itself");
            }
            String id = ship(
                    from,
                    to,
                    reserve.checked(from, to, taken(from, shipment.lines())),
                    caller.accountId(),
                    shipment.reason(),
                    null);
            return told(id);
        });
    }

    private List<Change> taken(Node from, List<Wanted> lines) {
        var keys = lines.stream()
                .map(line -> new SkuAtNode(line.skuCode(), from.code()))
                .distinct()
                .toList();
        if (keys.size() < lines.size() && lines.stream().anyMatch(Wanted::free)) {
            throw ProblemException.invalid(
                    "lines", "sku-twice", "未指定批次的商品只能出现一行 · A SKU whose lots are left open stands in one line");
        }
        var standing = book.lock(keys);
        var taken = new ArrayList<Change>();
        for (Wanted line : lines) {
            if (line.free()) {
                taken.addAll(book.firstOut(standing, new SkuAtNode(line.skuCode(), from.code()), line.pieces()));
            } else {
                taken.add(new Change(line.part(from.code()), line.pieces()));
            }
        }
        return taken;
    }

    @Override
    public String ship(
            Node from,
            Node to,
            List<Change> taken,
            String actor,
            @Nullable String reason,
            @Nullable String gatheringId) {
        kind.check(taken);
        String id = ids.next();
        table.insert(
                new Head(id, from.countyCode(), from.code(), to.code(), "SHIPPED", reason, actor, clock.instant()),
                gatheringId,
                taken);
        expected.announce(id, to, table.lines(id));
        trail.record(actor, "logistics.transfer-ship", id, null, from.code() + " > " + to.code());
        book.post(
                act(from, id, actor, null, reason),
                taken.stream()
                        .map(each -> new Change(each.part(), -each.pieces()))
                        .toList());
        return id;
    }

    Transfer receive(Caller caller, String transferId, Receipt receipt, @Nullable String key) {
        Head head = table.find(transferId).orElseThrow(ProblemException::notFound);
        Node to = workplaces.own(caller, head.toNode(), "logistics.transfer-receive", Workplaces.HANDS);
        String operation = "logistics.transfer-receive:" + transferId;
        return idempotency.once(caller.accountId(), operation, key, receipt, Transfer.class, () -> {
            table.lock(transferId);
            Map<Integer, TransferLine> lines = byNumber(transferId);
            // What was called back on its way comes on hold.
            var called = recalls.called(lines.values().stream()
                    .map(TransferLine::lotCode)
                    .filter(code -> !code.isEmpty())
                    .collect(Collectors.toSet()));
            var changes = new ArrayList<Change>();
            for (Came came : receipt.lines()) {
                TransferLine line = lines.get(came.lineNo());
                if (line == null) {
                    throw ProblemException.invalid("lineNo", "line-unknown", "调拨单没有此行 · The transfer has no such line");
                }
                if (!table.count(transferId, came.lineNo(), came.good() + came.damaged(), came.damaged(), 0)) {
                    throw moreThanShipped(line);
                }
                StockStatus good = line.status().sellable() && called.contains(line.lotCode())
                        ? StockStatus.ON_HOLD
                        : line.status();
                add(changes, part(line, to, good), came.good());
                add(changes, part(line, to, StockStatus.DAMAGED), came.damaged());
            }
            close(transferId);
            trail.record(caller.accountId(), "logistics.transfer-receive", transferId, null, changes.size() + " parts");
            var shares = expected.came(transferId, lines, receipt.lines(), table.lines(transferId), called);
            if (!changes.isEmpty()) {
                book.post(act(to, transferId, caller.accountId(), null, null), changes);
            }
            expected.hand(shares);
            return told(transferId);
        });
    }

    private static void add(List<Change> changes, StockPart part, long pieces) {
        if (pieces > 0) {
            changes.add(new Change(part, pieces));
        }
    }

    private static StockPart part(TransferLine line, Node to, StockStatus status) {
        return new StockPart(line.skuCode(), to.code(), line.lotCode(), new StockOwner(line.owner()), status, "");
    }

    private static ProblemException moreThanShipped(TransferLine line) {
        return ProblemException.of(
                        409,
                        "more-than-shipped",
                        "多于在途数量 · More than is in transit",
                        "多出的货请另行收货 · Receive what is over by itself")
                .fact("lineNo", line.lineNo())
                .fact("inTransit", line.inTransit());
    }

    void close(String transferId) {
        if (table.lines(transferId).stream().allMatch(line -> line.inTransit() == 0)) {
            table.done(transferId);
        }
    }

    private Map<Integer, TransferLine> byNumber(String transferId) {
        return table.lines(transferId).stream().collect(Collectors.toMap(TransferLine::lineNo, line -> line));
    }

    Transfer told(String transferId) {
        return table.find(transferId).orElseThrow().with(table.lines(transferId));
    }

    private static Act act(Node node, String id, String actor, @Nullable String approver, @Nullable String reason) {
        return new Act(
                What.TRANSFERRED,
                node.countyCode(),
                node.code(),
                reason,
                actor,
                approver,
                null,
                new Document(DOCUMENT, id));
    }

    @Override
    public Map<SkuAtNode, Long> inTransit(Collection<String> skuCodes, Collection<String> toNodes) {
        return table.inTransit(skuCodes, toNodes);
    }
}
