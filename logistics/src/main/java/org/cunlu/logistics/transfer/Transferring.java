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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.GoodsUnits.Consignment;
import org.cunlu.logistics.GoodsUnits.Piece;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
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
    private final OneKind kind;
    private final GoodsUnits goods;
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
            OneKind kind,
            GoodsUnits goods,
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
        this.kind = kind;
        this.goods = goods;
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

    /** @param carriage LINE when it is left out */
    @Serdeable
    record Shipment(
            @NotNull @Size(max = 32) String fromNode,
            @NotNull @Size(max = 32) String toNode,
            @Nullable @Size(max = 200) String reason,
            @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Wanted> lines,
            @Nullable Means carriage) {}

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
            Means means = shipment.carriage() == null ? Means.LINE : shipment.carriage();
            List<Change> taken = taken(from, shipment.lines());
            book.demandNotSetAside(caller.accountId(), taken);
            return told(ship(new Sending(
                    from,
                    to,
                    reserve.checked(from, to, taken),
                    caller.accountId(),
                    shipment.reason(),
                    null,
                    new Carriage(means, false, null))));
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
        return ship(new Sending(from, to, taken, actor, reason, gatheringId, Carriage.own()));
    }

    @Override
    public String ship(Sending sent) {
        kind.check(sent.to(), sent.taken());
        String id = ids.next();
        Node from = sent.from();
        boolean line = sent.carriage().means() != Means.OWN;
        table.insert(
                new Head(
                        id,
                        from.countyCode(),
                        from.code(),
                        sent.to().code(),
                        "SHIPPED",
                        sent.reason(),
                        sent.actor(),
                        clock.instant(),
                        line ? Means.LINE : Means.OWN),
                sent.gatheringId(),
                sent.taken());
        trail.record(
                sent.actor(),
                "logistics.transfer-ship",
                id,
                null,
                from.code() + " > " + sent.to().code());
        book.post(
                act(from, id, sent.actor(), null, sent.reason()),
                sent.taken().stream()
                        .map(each -> new Change(each.part(), -each.pieces()))
                        .toList());
        expected.announce(id, sent.to(), table.lines(id), line ? byLine(id, sent) : null);
        return id;
    }

    /** @return when the last of it is to be there; null when somebody carries it himself */
    @Nullable
    private Instant byLine(String id, Sending sent) {
        Carriage carriage = sent.carriage();
        var units = goods.send(consignment(id, sent.from(), sent.to(), carriage, sent.actor()));
        if (units.noWay() != null && carriage.means() == Means.LINE) {
            throw noWay(units.noWay());
        }
        if (units.noWay() != null) {
            table.carriedByOwn(id);
        }
        return units.units().stream()
                .map(Unit::promisedAt)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private Consignment consignment(String id, Node from, Node to, Carriage carriage, String actor) {
        var pieces = table.lines(id).stream()
                .filter(line -> line.shipped() > 0)
                .map(line -> new Piece(line.lineNo(), line.skuCode(), line.lotCode(), line.shipped()))
                .toList();
        return new Consignment(id, from, to, pieces, carriage.urgent(), carriage.readyAt(), actor);
    }

    private static ProblemException noWay(Promise.Reason why) {
        return ProblemException.of(
                        409,
                        "no-way",
                        "没有班次能把这批货带到那里 · No departure takes these goods there",
                        "请改期、减量，或由站点自运 · Ship later or less, or let somebody carry it himself")
                .fact("why", why.name());
    }

    /** What is shipped now travels by line, after its units were taken apart. @throws ProblemException 409 {@code no-way} */
    void packAgain(Head head, String actor) {
        Map<String, Node> nodes = network.nodes(List.of(head.fromNode(), head.toNode()));
        var again = consignment(
                head.transferId(), nodes.get(head.fromNode()), nodes.get(head.toNode()), Carriage.line(), actor);
        var sent = again.pieces().isEmpty() ? null : goods.send(again);
        if (sent != null && sent.noWay() != null) {
            throw noWay(sent.noWay());
        }
    }

    void close(String transferId) {
        if (table.lines(transferId).stream().allMatch(line -> line.inTransit() == 0)) {
            table.done(transferId);
        }
    }

    Transfer told(String transferId) {
        return table.find(transferId)
                .orElseThrow()
                .with(table.lines(transferId), goods.of(List.of(transferId)).getOrDefault(transferId, List.of()));
    }

    static Act act(Node node, String id, String actor, @Nullable String approver, @Nullable String reason) {
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
